import { create } from 'zustand';

/** Layers from one (counted from 0, the output layer last) up to another, exclusive. */
export type LayerRange = readonly [from: number, to: number];

interface PointedLayers {
  /** The layers under the pointer or with the focus, in the network's picture, its strip or its code. */
  readonly layers: LayerRange | undefined;
  point(layers: LayerRange | undefined): void;
}

/** What is pointed at in one view of the network is marked in the others. */
export const usePointedLayers = create<PointedLayers>((set, get) => ({
  layers: undefined,
  point(layers) {
    const before = get().layers;
    if (before?.[0] !== layers?.[0] || before?.[1] !== layers?.[1]) set({ layers });
  },
}));

/** Whether a layer is among those. */
export const isWithin = (layers: LayerRange | undefined, layer: number): boolean =>
  layers !== undefined && layer >= layers[0] && layer < layers[1];

/** Whether two ranges have a layer in common. */
export const overlap = (a: LayerRange | undefined, b: LayerRange | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] < b[1] && b[0] < a[1];

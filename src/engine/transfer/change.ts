import type { Point } from './learner';

/** The change of each layer's weights since the start, over the steps. */
export interface ChangeGrid {
  readonly steps: readonly number[];
  /** ‖W − W₀‖ / ‖W₀‖, `[layers, steps]`; the output layer is last. */
  readonly values: Float64Array;
}

/** The change of every layer at every point but the first, where all changes are 0. */
export function changeGrid(points: readonly Point[]): ChangeGrid {
  const later = points.slice(1);
  const layers = later[0]?.layers.length ?? 0;
  const values = Float64Array.from(
    { length: layers * later.length },
    (_, i) => later[i % later.length]!.layers[Math.floor(i / later.length)]!.change,
  );
  return { steps: later.map(({ step }) => step), values };
}

/** The change of the lowest layer compared with that of the output layer. */
export interface Adapted {
  readonly lowest: number;
  readonly output: number;
  /** Lowest divided by output; NaN if neither has changed. */
  readonly ratio: number;
}

export function adapted({ layers }: Point): Adapted | undefined {
  const [first, last] = [layers[0], layers.at(-1)];
  if (!first || !last) return undefined;
  return { lowest: first.change, output: last.change, ratio: first.change / last.change };
}

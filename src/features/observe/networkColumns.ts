import type { NetworkDiagramProps } from '../../charts';
import type { NetworkPicture } from '../../worker/protocol';

/** The hidden layers in view, from one (counted from 0) up to another, exclusive. */
export interface Visible {
  readonly first: number;
  readonly last: number;
}

/**
 * Which hidden layers have a column, beside the inputs and the outputs.
 * @param fit columns that there is room for
 * @param start where the user has moved the lens to
 */
export function visibleLayers(hidden: number, fit: number, start: number): Visible {
  const room = Math.min(hidden, fit - 2);
  const first = Math.max(0, Math.min(start, hidden - room));
  return { first, last: first + room };
}

/**
 * A network's columns, inputs and outputs always among them, and the layer that each stands for (−1: the inputs).
 * @param signals ‖δ‖ of every layer, output layer last
 */
export function networkColumns(
  picture: NetworkPicture,
  signals: readonly number[],
  names: readonly string[],
  { first, last }: Visible,
  inputName: string,
): { readonly columns: NetworkDiagramProps['columns']; readonly layers: readonly number[] } {
  const output = names.length - 1;
  const layers = [-1, ...Array.from({ length: last - first }, (_, i) => first + i), output];
  const columns = layers.map((l, column) => {
    if (l < 0) {
      return {
        name: inputName,
        input: true,
        activations: picture.inputs,
        signals: [],
        hidden: picture.features - picture.inputs.length,
        arrives: Number.NaN,
        connections: [],
      };
    }
    const { activations, signals: deltas, maps, units, connections } = picture.layers[l]!;
    return {
      name: names[l]!,
      activations,
      signals: deltas,
      ...(maps ? { maps } : {}),
      hidden: units - activations.length,
      arrives: signals[l]! / signals[output]!,
      // Where layers in between have no column, nothing is drawn to the one before.
      connections: layers[column - 1] === l - 1 ? connections : [],
    };
  });
  return { columns, layers };
}

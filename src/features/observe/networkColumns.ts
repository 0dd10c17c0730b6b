import type { NetworkDiagramProps } from '../../charts';
import type { NetworkPicture } from '../../worker/protocol';

/** The hidden layers in view, from one (counted from 0) up to another, exclusive. */
export interface Visible {
  readonly first: number;
  readonly last: number;
}

/**
 * The hidden layers that have a column, beside the inputs and the outputs.
 * @param fit the number of columns that fit
 * @param start the first hidden layer to show, as the user has chosen it
 */
export function visibleLayers(hidden: number, fit: number, start: number): Visible {
  const room = Math.min(hidden, fit - 2);
  const first = Math.max(0, Math.min(start, hidden - room));
  return { first, last: first + room };
}

/**
 * A network's columns, and the layer of each (−1: the inputs). The inputs and outputs always have a column.
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
      // If layers between two columns have no column, no weights are drawn between the two.
      connections: layers[column - 1] === l - 1 ? connections : [],
    };
  });
  return { columns, layers };
}

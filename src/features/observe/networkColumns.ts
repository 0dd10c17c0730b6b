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

/** The largest number of connections that are drawn between two layers. */
const drawnConnections = 48;
/** Up to this number of units all connections of a layer are drawn. */
const allConnectionsOf = 8;

type DrawnLayer = NetworkPicture['layers'][number];

/**
 * The connections of the layers of one picture, which is drawn many times, as under a moving pointer. Those of each kept picture
 * would take more memory than the pictures.
 */
const known = {
  picture: undefined as NetworkPicture | undefined,
  byLayer: new Map<DrawnLayer, Connections>(),
};
type Connections = ReturnType<typeof largestWeights>;

/** The connections of a layer that are drawn. */
function connectionsOf(picture: NetworkPicture, layer: DrawnLayer): Connections {
  if (known.picture !== picture) {
    known.picture = picture;
    known.byLayer.clear();
  }
  const connections = known.byLayer.get(layer) ?? largestWeights(layer);
  known.byLayer.set(layer, connections);
  return connections;
}

/** The largest of a layer's drawn weights, the largest first; all of them if the layer has few units. */
function largestWeights({ weights, activations, units }: DrawnLayer) {
  const drawn = activations.length;
  const all = Array.from(weights, (weight, k) => ({ from: Math.floor(k / drawn), to: k % drawn, weight }));
  if (units <= allConnectionsOf) return all;
  return all.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, drawnConnections);
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
    const drawn = picture.layers[l]!;
    const { activations, signals: deltas, maps, units } = drawn;
    return {
      name: names[l]!,
      activations,
      signals: deltas,
      ...(maps ? { maps } : {}),
      hidden: units - activations.length,
      arrives: signals[l]! / signals[output]!,
      // If layers between two columns have no column, no weights are drawn between the two.
      connections: layers[column - 1] === l - 1 ? connectionsOf(picture, drawn) : [],
    };
  });
  return { columns, layers };
}

import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import type { Checkpoint } from '../../worker/protocol';

/** One layer's weights `[fanIn][units]` and biases, as in an experiment file. */
export interface WrittenLayer {
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}

/**
 * The weights from which a run continues, layer by layer, output layer last. Undefined with normalization, because a file can't
 * contain its scales and shifts; also undefined while the network on the page differs from the checkpoint's.
 */
export function presentWeights(
  { arrays }: Checkpoint,
  { network }: ExperimentSpec,
): WrittenLayer[] | undefined {
  if (network.normalization !== 'none') return undefined;
  const hidden = hiddenLayers(network);
  const layers = Array.from({ length: hidden.length + 1 }, (_, l) => {
    const [weights, biases] = [arrays[2 * l], arrays[2 * l + 1]];
    if (!weights || !biases) return undefined;
    const units = biases.length;
    return {
      weights: Array.from({ length: weights.length / units }, (_, row) =>
        Array.from(weights.subarray(row * units, (row + 1) * units)),
      ),
      biases: Array.from(biases),
    };
  });
  const same = hidden.every(({ units }, l) => layers[l]?.biases.length === units);
  return same && layers.every((layer) => layer !== undefined) ? layers : undefined;
}

/** The initializer with these weights, except for one changed weight or bias of a unit. */
export function withWeight(
  layers: readonly WrittenLayer[],
  { layer, unit, from }: { readonly layer: number; readonly unit: number; readonly from: number | 'bias' },
  value: number,
): { readonly kind: 'inline'; readonly layers: readonly WrittenLayer[] } {
  const edited = layers.map((one, l) => {
    if (l !== layer) return one;
    if (from === 'bias') return { ...one, biases: one.biases.with(unit, value) };
    return { ...one, weights: one.weights.with(from, one.weights[from]!.with(unit, value)) };
  });
  return { kind: 'inline', layers: edited };
}

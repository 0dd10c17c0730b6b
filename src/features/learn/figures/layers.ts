import { type LayerQuantity, layerIndex, type TelemetryFrame } from '../../../engine/telemetry';

/** A quantity of each hidden layer from the input on, in a recorded step. */
export const layerNumbers = (frame: TelemetryFrame, quantity: LayerQuantity, depth: number): number[] =>
  Array.from({ length: depth }, (_, layer) => frame[layerIndex(layer, quantity)]!);

/** A measured quantity as it builds up on the way from the last hidden layer down: 1 there, then the product of the factors. */
export function runningProduct(factors: readonly number[]): number[] {
  const products = factors.map(() => 1);
  for (let layer = factors.length - 2; layer >= 0; layer--) {
    products[layer] = products[layer + 1]! * factors[layer]!;
  }
  return products;
}

/** ‖δ‖ of each hidden layer as a share of the last one's. */
export function signalShares(frame: TelemetryFrame, depth: number): number[] {
  const signals = layerNumbers(frame, 'signalNorm', depth);
  return signals.map((signal) => signal / signals[depth - 1]!);
}

/** The geometric mean of positive numbers. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** The middle, the smallest and the largest of repeats, place by place. */
export function bandOf(repeats: readonly (readonly number[])[]) {
  const places = repeats[0]!.map((_, i) => repeats.map((row) => row[i]!).toSorted((a, b) => a - b));
  return {
    values: places.map((sorted) => sorted[Math.floor(sorted.length / 2)]!),
    low: places.map((sorted) => sorted[0]!),
    high: places.map((sorted) => sorted.at(-1)!),
  };
}

/** The share of hidden units whose slope was 0 on every sample of a batch, over all layers alike. */
export const deadShare = (frame: TelemetryFrame, depth: number): number =>
  layerNumbers(frame, 'deadFraction', depth).reduce((sum, share) => sum + share / depth, 0);

/** One matrix for each layer, `[fanIn][units]`; no biases. */
export type Weights = readonly (readonly (readonly number[])[])[];

/** What one layer computes, forward and backward. */
export interface LayerPass {
  /** What comes in. */
  readonly input: readonly number[];
  readonly z: readonly number[];
  readonly a: readonly number[];
  /** φ'(z); 1 for the output layer, which has no activation. */
  readonly slope: readonly number[];
  /** δ = ∂L/∂z */
  readonly delta: readonly number[];
  /** ∂L/∂W, shaped like the layer's weights. */
  readonly gradient: readonly (readonly number[])[];
}

export interface Pass {
  readonly loss: number;
  readonly layers: readonly LayerPass[];
}

/** The loss (ŷ − y)² of one sample: tanh on every layer but the last. */
export function lossOf(weights: Weights, x: readonly number[], y: number): number {
  const output = forward(weights, x).at(-1)!.z[0]!;
  return (output - y) ** 2;
}

function forward(weights: Weights, x: readonly number[]) {
  let input = x;
  return weights.map((matrix, l) => {
    const from = input;
    const z = matrix[0]!.map((_, unit) => from.reduce((sum, a, i) => sum + a * matrix[i]![unit]!, 0));
    const hidden = l < weights.length - 1;
    const a = hidden ? z.map(Math.tanh) : z;
    input = a;
    return { input: from, z, a, slope: hidden ? a.map((value) => 1 - value ** 2) : z.map(() => 1) };
  });
}

/** Forward and backward pass of one sample. */
export function backpropagate(weights: Weights, x: readonly number[], y: number): Pass {
  const passes = forward(weights, x);
  const output = passes.at(-1)!.z[0]!;
  // ∂L/∂a of the present layer, from the loss down.
  let arriving: readonly number[] = [2 * (output - y)];
  const layers: LayerPass[] = [];
  for (let l = weights.length - 1; l >= 0; l--) {
    const pass = passes[l]!;
    const delta = arriving.map((value, unit) => value * pass.slope[unit]!);
    const gradient = pass.input.map((a) => delta.map((d) => a * d));
    arriving = weights[l]!.map((row) => row.reduce((sum, w, unit) => sum + w * delta[unit]!, 0));
    layers.unshift({ ...pass, delta, gradient });
  }
  return { loss: (output - y) ** 2, layers };
}

/** A weight's place: layer, source, unit, counted from 0. */
export type WeightPlace = readonly [number, number, number];

/** The weights with one of them replaced. */
export const withWeight = (weights: Weights, [layer, from, to]: WeightPlace, value: number): Weights =>
  weights.map((matrix, l) =>
    l === layer ? matrix.map((row, i) => (i === from ? row.with(to, value) : row)) : matrix,
  );

/** The slope of the loss along one weight, from two losses at a distance h on either side. */
export function centralDifference(
  weights: Weights,
  x: readonly number[],
  y: number,
  place: WeightPlace,
  h: number,
): number {
  const [layer, from, to] = place;
  const value = weights[layer]![from]![to]!;
  const at = (w: number) => lossOf(withWeight(weights, place, w), x, y);
  return (at(value + h) - at(value - h)) / (2 * h);
}

import type { ActivationName } from '../../../../engine/activations';
import type { NormalizationName } from '../../../../engine/normalizations';
import type { optimizers } from '../../../../engine/optimizers';
import type { ExperimentSpec } from '../../../../schema/experiment';
import { parseExperiment } from '../../../../schema/parse';
import type { WeightPlace, Weights } from '../../math/tinyNetwork';

/** The sample of the chapter. */
export const sample = { x: [0.6, -0.4], y: 0.8 } as const;

/** Two inputs, two hidden layers of two tanh units, one linear output. */
export const weights: Weights = [
  [
    [0.8, -0.5],
    [0.3, 0.9],
  ],
  [
    [0.7, -1.1],
    [0.4, 0.6],
  ],
  [[0.9], [-0.6]],
];

/** Every weight, in the order of its layers. */
export const places: readonly WeightPlace[] = weights.flatMap((matrix, layer) =>
  matrix.flatMap((row, from) => row.map((_, to) => [layer, from, to] as const)),
);

/** The name of a weight: w¹₂₁ leads from source 2 to unit 1 of layer 1. */
export const nameOf = ([layer, from, to]: WeightPlace): string => `w${'¹²³'[layer]}${'₁₂'[from]}${'₁₂'[to]}`;

/** Three further samples, for a batch. */
const others = [
  { x: [-0.5, 0.7], y: -0.3 },
  { x: [0.9, 0.2], y: 0.5 },
  { x: [-0.2, -0.8], y: -0.6 },
] as const;

interface Kinds {
  readonly activation: ActivationName;
  readonly normalization: NormalizationName;
  readonly optimizer: keyof typeof optimizers;
}

const asInTheChapter: Kinds = { activation: 'tanh', normalization: 'none', optimizer: 'sgd' };

/** The network as an experiment, with these very weights. */
export const tinyExperiment = (given: Weights): ExperimentSpec =>
  experimentOf('Ten weights', [sample], given, asInTheChapter);

/** The network on a batch of four samples, the chapter's first, with other kinds of what computes. */
export const batchExperiment = (kinds: Kinds): ExperimentSpec =>
  experimentOf('Ten weights, four samples', [sample, ...others], weights, kinds);

const experimentOf = (
  name: string,
  samples: readonly { readonly x: readonly number[]; readonly y: number }[],
  given: Weights,
  { activation, normalization, optimizer }: Kinds,
): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    name,
    data: {
      kind: 'inline',
      inputs: samples.map(({ x }) => x),
      targets: samples.map(({ y }) => [y]),
      testFraction: 0,
    },
    network: {
      hidden: [
        { units: 2, activation },
        { units: 2, activation },
      ],
      normalization,
      initializer: {
        kind: 'inline',
        layers: given.map((matrix) => ({ weights: matrix, biases: matrix[0]!.map(() => 0) })),
      },
    },
    training: {
      loss: 'meanSquaredError',
      optimizer: { kind: optimizer, learningRate: 0.1 },
      batchSize: 'full',
      steps: 50,
    },
  });

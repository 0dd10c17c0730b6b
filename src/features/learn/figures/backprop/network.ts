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

/** The network as an experiment, with these very weights. */
export const tinyExperiment = (given: Weights): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'Ten weights',
    data: { kind: 'inline', inputs: [sample.x], targets: [[sample.y]], testFraction: 0 },
    network: {
      hidden: [
        { units: 2, activation: 'tanh' },
        { units: 2, activation: 'tanh' },
      ],
      initializer: {
        kind: 'inline',
        layers: given.map((matrix) => ({ weights: matrix, biases: matrix[0]!.map(() => 0) })),
      },
    },
    training: {
      loss: 'meanSquaredError',
      optimizer: { kind: 'sgd', learningRate: 0.1 },
      batchSize: 'full',
      steps: 50,
    },
  });

import type { ExperimentSpec } from '../../../../schema/experiment';
import { parseExperiment } from '../../../../schema/parse';
import { flats } from '../../math/flats';

const header = { format: 'gradient-lab/experiment', version: 1 } as const;

/** The twelve flats for a network of one linear unit, the nearest that the lab has to a line. */
export const flatsExperiment = (rate: number): ExperimentSpec =>
  parseExperiment({
    ...header,
    name: 'Twelve flats',
    data: {
      kind: 'csv',
      file: 'flats.csv',
      text: ['size,price', ...flats.map((row) => row.join(','))].join('\n'),
      task: 'regression',
      standardize: false,
      testFraction: 0,
    },
    network: { depth: 1, width: 1, activation: 'linear', initializer: { kind: 'glorotNormal' } },
    training: {
      loss: 'meanSquaredError',
      // The lab's loss has no factor 1/2, so half the step size makes the same step.
      optimizer: { kind: 'sgd', learningRate: rate / 2 },
      batchSize: 'full',
      steps: 400,
    },
  });

/** A small network that fits a wave by gradient descent on all samples. */
export const waveExperiment = (rate: number): ExperimentSpec =>
  parseExperiment({
    ...header,
    name: 'A wave',
    seed: 3,
    data: { kind: 'sine', samples: 60, noise: 0.05, testFraction: 0 },
    network: { depth: 1, width: 12, activation: 'tanh', initializer: { kind: 'lecunNormal', gain: 2 } },
    training: {
      loss: 'meanSquaredError',
      optimizer: { kind: 'sgd', learningRate: rate },
      batchSize: 'full',
      steps: 1200,
    },
  });

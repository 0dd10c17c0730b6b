import type { ExperimentSpec } from '../../../src/schema/experiment';
import { parseExperiment } from '../../../src/schema/parse';

/** A small experiment with the given changes. */
export function small(changes: Record<string, unknown> = {}): ExperimentSpec {
  return parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    seed: 5,
    data: { kind: 'moons', samples: 40 },
    network: { depth: 3, width: 6, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 8, steps: 50 },
    ...changes,
  });
}

/** A small experiment that uses every feature. */
export const rich = small({
  network: {
    depth: 3,
    width: 6,
    activation: 'relu',
    normalization: 'batch',
    residual: true,
    dropout: 0.2,
    initializer: { kind: 'heNormal' },
  },
  training: { optimizer: { kind: 'adam' }, batchSize: 7, weightDecay: 0.01, clipNorm: 1, steps: 50 },
});

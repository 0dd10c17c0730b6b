import type { ActivationName } from '../../../../engine/activations';
import type { ExperimentSpec } from '../../../../schema/experiment';
import { parseExperiment } from '../../../../schema/parse';

interface DeepNetwork {
  readonly depth: number;
  readonly activation: ActivationName;
  /** Standard deviation of a weight times √fanIn. */
  readonly sigmaW: number;
  readonly seed?: number;
}

/** A deep network of 64 units a layer on the two moons, trained by plain gradient descent. */
export const deepExperiment = ({ depth, activation, sigmaW, seed = 1 }: DeepNetwork): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    name: `${depth} × 64 ${activation}, σw = ${sigmaW}`,
    seed,
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: { depth, width: 64, activation, initializer: { kind: 'meanField', sigmaW, sigmaB: 0 } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 64, steps: 1000 },
  });

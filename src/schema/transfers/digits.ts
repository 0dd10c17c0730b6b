import type { ReadyTransfer } from './ready';

/** The source of the transfers between digits. */
export const digitsSource: ReadyTransfer['transfer']['source'] = {
  format: 'gradient-lab/experiment',
  version: 1,
  name: 'Source',
  seed: 1,
  data: { kind: 'digits' },
  network: { depth: 2, width: 64, activation: 'relu', initializer: { kind: 'heNormal' } },
  training: { optimizer: { kind: 'adam', learningRate: 0.002 }, batchSize: 64, steps: 600 },
};

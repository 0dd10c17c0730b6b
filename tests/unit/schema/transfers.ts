import { parseTransfer, type TransferSpec } from '../../../src/schema/transfer';

/** A small transfer with the given changes. */
export const transferFile = (
  changes: Record<string, unknown> = {},
  source: Record<string, unknown> = {},
) => ({
  format: 'gradient-lab/transfer',
  version: 1,
  source: {
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 2, width: 12, activation: 'tanh' },
    training: { optimizer: { kind: 'adam', learningRate: 0.02 }, batchSize: 40, steps: 250 },
    ...source,
  },
  target: { shifts: [{ kind: 'rotation', degrees: 45 }], labelBudget: 5 },
  methods: [{ kind: 'sourceOnly' }, { kind: 'fineTune' }],
  ...changes,
});

export const smallTransfer = (
  changes?: Record<string, unknown>,
  source?: Record<string, unknown>,
): TransferSpec => parseTransfer(transferFile(changes, source));

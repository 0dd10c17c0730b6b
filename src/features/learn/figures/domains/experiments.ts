import { parseTransfer, type TransferSpec } from '../../../../schema/transfer';
import { transfers } from '../../../../schema/transfers';
import { digitsSource } from '../../../../schema/transfers/digits';

export const seeds = [1, 2, 3];

/** A transfer study of the text: one field of the target over some values, for several methods. */
export interface Study {
  readonly values: readonly number[];
  /** The methods' names in the registry, in the order of the file. */
  readonly methods: readonly string[];
  of(value: number, seed: number): TransferSpec;
}

const kinds = (methods: readonly string[]) => methods.map((kind) => ({ kind }));

const rotated = ['sourceOnly', 'targetOnly', 'fineTune', 'distil', 'adversarial'] as const;
/** The moons, rotated: by degrees, with five labels a class. */
export const rotation: Study = {
  values: [0, 15, 30, 45, 60, 75, 90],
  methods: rotated,
  of(degrees, seed) {
    const { sweep: _, ...transfer } = transfers.rotatedMoons.transfer;
    const { source } = transfer;
    return parseTransfer({
      ...transfer,
      source: { ...source, seed, training: { ...source.training, steps: 400 } },
      target: { shifts: [{ kind: 'rotation', degrees }], labelBudget: 5 },
      methods: kinds(rotated),
      seeds: 3,
    });
  },
};

/** A smaller network for digits, trained for a shorter time than that of the ready transfers. */
const digits = (seed: number) => ({
  ...digitsSource,
  seed,
  network: { ...digitsSource.network, depth: 1, width: 48 },
  training: { optimizer: { kind: 'adam', learningRate: 0.004 }, batchSize: 64, steps: 300 },
});

const invertedMethods = ['sourceOnly', 'targetOnly', 'joint', 'fineTune', 'distil'] as const;
/** Digits, bright on dark, to dark on bright: by labels a class. */
export const inverted: Study = {
  values: [1, 2, 5, 10, 20],
  methods: invertedMethods,
  of(labelBudget, seed) {
    const { sweep: _, ...transfer } = transfers.invertedDigits.transfer;
    return parseTransfer({
      ...transfer,
      source: digits(seed),
      target: { ...transfer.target, labelBudget },
      methods: kinds(invertedMethods),
      seeds: 3,
    });
  },
};

const halfMethods = ['sourceOnly', 'targetOnly', 'fineTune', 'crossModal'] as const;
/** The upper halves of digits to the lower ones, in pairs: by labels a class. */
export const halves: Study = {
  values: [1, 2, 5, 10, 20],
  methods: halfMethods,
  of(labelBudget, seed) {
    const { sweep: _, ...transfer } = transfers.halves.transfer;
    return parseTransfer({
      ...transfer,
      source: digits(seed),
      target: { ...transfer.target, labelBudget },
      methods: kinds(halfMethods),
      seeds: 3,
    });
  },
};

import { expect, test } from 'vitest';
import type { LearnerReport } from '../../../../src/engine/transfer/learner';
import { transferCurves, transferTable } from '../../../../src/engine/transfer/outcomes';
import { smallTransfer } from '../../schema/transfers';

const transfer = smallTransfer({
  sweep: { over: 'labelBudget', values: [1, 5, null] },
  seeds: 3,
  methods: [{ kind: 'sourceOnly' }, { kind: 'fineTune' }],
});

const report = (accuracy: number, diverged = false): LearnerReport => ({
  method: transfer.methods[0]!,
  step: 10,
  steps: 10,
  done: true,
  divergence: diverged ? { step: 7, layer: 1, quantity: 'loss' } : undefined,
  points: [
    {
      step: 10,
      source: { loss: 0.1, accuracy: 1, bestConstant: 0.5 },
      target: { loss: 0.2, accuracy, bestConstant: 0.5 },
      layers: [],
    },
  ],
});

/** Runs out of order, with one missing. Run i of method m has accuracy i/10 + m/100. The second method of run 4 diverged. */
const outcomes = [7, 4, 0, 1, 2, 3, 5, 6].map((index) => ({
  index,
  methods: [report(index / 10), report(index / 10 + 0.01, index === 4)],
}));

test('there is a row for every method of every run, in order; a diverged one has no accuracy', () => {
  const table = transferTable(transfer, outcomes);
  expect(table).toHaveLength(16);
  expect(table.map(({ run }) => run.index)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]);
  expect(table[9]).toMatchObject({ method: 1, targetAccuracy: 'diverged', divergedAt: 7 });
  expect(table[2]!.run).toMatchObject({ value: 5, repeat: 0 });
});

test('there is a curve for every method, with median and range over the finished seeds', () => {
  const [first, second] = transferCurves(transfer, outcomes);
  expect(first!.map(({ value, seeds }) => [value, seeds])).toEqual([
    [1, 3],
    [5, 3],
    [null, 2],
  ]);
  expect(first!.map(({ summary }) => summary!.median)).toEqual(
    [0.3, 0.4, 0.35].map((x) => expect.closeTo(x, 12)),
  );
  expect(first![0]!.summary).toMatchObject({ kind: 'range', low: 0, high: 0.6 });
  expect(second![1]!).toMatchObject({ diverged: 1, seeds: 3 });
  expect(transferCurves(transfer, outcomes, 'sourceAccuracy')[0]![0]!.summary!.median).toBe(1);
});

test('runs of repeats beyond the requested number keep their place', () => {
  const fewer = { ...transfer, seeds: 1 };
  expect(transferTable(fewer, outcomes).at(-1)!.run).toMatchObject({ index: 7, value: 5, repeat: 2 });
  expect(transferCurves(fewer, outcomes)).toEqual(transferCurves(transfer, outcomes));
});

import { expect, test } from 'vitest';
import { Problem } from '../../../../src/base/problem';
import { squareAround } from '../../../../src/charts/PointPlanes';
import { summarizeScores } from '../../../../src/engine/statistics/summary';
import type { TransferOutcome } from '../../../../src/engine/transfer/outcomes';
import { byClass, thinned } from '../../../../src/features/transfer/points';
import {
  judgeAll,
  type Result,
  type RunSelection,
  resultsFile,
  rowsOf,
  scoresIn,
} from '../../../../src/features/transfer/results';
import {
  readValues,
  usualValues,
  writtenValues,
} from '../../../../src/features/transfer/transferSweepFields';
import { parseTransfer, sweepFields, sweptName, type TransferSpec } from '../../../../src/schema/transfer';
import type { DomainSummary } from '../../../../src/worker/transfer';
import { smallTransfer } from '../../schema/transfers';

/** The result of a run: the accuracies of the two methods on the target; undefined for one that diverged. */
const outcome = (index: number, ...accuracies: (number | undefined)[]) =>
  ({
    index,
    methods: accuracies.map((accuracy) => ({
      points: [{ step: 9, source: { accuracy: 1, loss: 0.1 }, target: { accuracy, loss: 0.5 } }],
      divergence: accuracy === undefined ? { step: 7 } : undefined,
    })),
  }) as unknown as TransferOutcome;

function resultsOf(spec: TransferSpec, source: RunSelection, outcomes: readonly TransferOutcome[]): Result[] {
  const rows = rowsOf(spec, source, outcomes);
  return spec.methods.map(({ kind }, method) => ({
    method,
    name: kind,
    fullName: kind,
    rows: rows.filter((row) => row.method === method),
  }));
}

test('over seeds: a median with its interval, and a verdict seed by seed against source only', () => {
  const spec = smallTransfer({ seeds: 6 });
  const outcomes = [0, 1, 2, 3, 4, 5].map((n) => outcome(n, 0.5 + 0.01 * n, 0.8 + 0.02 * n));
  const results = resultsOf(spec, { kind: 'seeds' }, outcomes);
  const summary = summarizeScores(scoresIn(results[1]!, 'targetAccuracy'))!;
  expect(summary.median).toBeCloseTo(0.85, 12);
  expect(summary).toMatchObject({ kind: 'interval', low: 0.8, high: 0.9 });
  expect(judgeAll(spec, results)[0]).toBeUndefined();
  expect(judgeAll(spec, results)[1]).toMatchObject({ better: 6, worse: 0, verdict: 'better' });
});

test('pairs are of one seed, whichever of them have been run; a method that diverged loses', () => {
  const spec = smallTransfer({ seeds: 4 });
  const results = resultsOf(spec, { kind: 'seeds' }, [outcome(1, 0.6, 0.7), outcome(3, 0.6, undefined)]);
  expect(results[1]!.rows.map(({ run }) => run.transfer.source.seed - spec.source.seed)).toEqual([1, 3]);
  expect(judgeAll(spec, results)[1]).toMatchObject({ pairs: 2, better: 1, worse: 1, verdict: 'tooFew' });
  expect(scoresIn(results[1]!, 'targetAccuracy')).toEqual([0.7, 'diverged']);
});

test('constant outputs are no worse than source only at chance, and worse than source only that transfers', () => {
  const spec = smallTransfer({ seeds: 6 });
  const runs = (sourceOnly: number) =>
    [0, 1, 2, 3, 4, 5].map((n) => {
      const { methods, ...rest } = outcome(n, sourceOnly, 0.5);
      const target = [
        { accuracy: sourceOnly, loss: 0.5, bestConstant: 0.55 },
        { accuracy: 'constant', loss: 0.7, bestConstant: 0.55 },
      ];
      const measured = methods.map((method, m) => ({
        ...method,
        points: method.points.map((point) => ({ ...point, target: target[m]! })),
      }));
      return { ...rest, methods: measured } as unknown as TransferOutcome;
    });
  const judged = (sourceOnly: number) =>
    judgeAll(spec, resultsOf(spec, { kind: 'seeds' }, runs(sourceOnly)))[1];
  expect(judged(0.55)).toMatchObject({ better: 0, worse: 0, verdict: 'undecided' });
  expect(judged(0.9)).toMatchObject({ better: 0, worse: 6, verdict: 'worse' });
});

test('without source only among the methods there is nothing to be held against', () => {
  const spec = smallTransfer({ methods: [{ kind: 'joint' }, { kind: 'fineTune' }] });
  const results = resultsOf(spec, { kind: 'seeds' }, [outcome(0, 0.5, 0.6), outcome(1, 0.5, 0.6)]);
  expect(judgeAll(spec, results)).toEqual([undefined, undefined]);
});

test('runs beyond the seeds that are asked for now are kept', () => {
  const spec = smallTransfer({ seeds: 1 });
  expect(rowsOf(spec, { kind: 'seeds' }, [outcome(0, 0.5, 0.6), outcome(4, 0.5, 0.7)])).toHaveLength(4);
});

test('of a sweep the table shows one value, and the file has them all', () => {
  const spec = smallTransfer({ seeds: 2, sweep: { over: 'labelBudget', values: [1, null] } });
  const outcomes = [outcome(0, 0.5, 0.6), outcome(1, 0.5, 0.9), outcome(3, 0.4, 0.95)];
  const all = resultsOf(spec, { kind: 'sweep', place: 1 }, outcomes);
  expect(all[1]!.rows.map(({ targetAccuracy }) => targetAccuracy)).toEqual([0.9, 0.95]);
  const rows = rowsOf(spec, { kind: 'sweep', place: 0 }, outcomes);
  const lines = resultsFile(spec, 'sweep', [...rows, ...all[1]!.rows])
    .trim()
    .split(/\r?\n/);
  expect(lines[0]).toBe(
    'labelBudget,seed,method,targetAccuracy,targetLoss,sourceAccuracy,sourceLoss,divergedAt,note',
  );
  expect(lines.slice(1)).toEqual([
    '1,1,sourceOnly,0.5,0.5,1,0.1,,',
    '1,1,fineTune,0.6,0.5,1,0.1,,',
    'all,1,fineTune,0.9,0.5,1,0.1,,',
    'all,2,fineTune,0.95,0.5,1,0.1,,',
  ]);
});

test('every field that may be swept has a name and values to begin with that its transfer allows', () => {
  const shifts = [
    { kind: 'rotation' },
    { kind: 'translation' },
    { kind: 'scale' },
    { kind: 'shear' },
    { kind: 'noise' },
    { kind: 'classImbalance' },
    { kind: 'labelShift' },
    { kind: 'featureDrop' },
  ];
  const spec = smallTransfer({ target: { shifts, labelBudget: 5 } });
  const fields = sweepFields(spec);
  expect(fields.length).toBeGreaterThan(shifts.length);
  for (const over of fields) {
    const { en, 'zh-CN': chinese } = sweptName(spec, over);
    expect(en).not.toBe('');
    expect(chinese).not.toBe(en);
    const values = usualValues(spec, over);
    expect(values.length, over).toBeGreaterThan(2);
    expect(new Set(values).size).toBe(values.length);
    expect(() => parseTransfer({ ...spec, sweep: { over, values } }), over).not.toThrow();
  }
});

test('values are read as they are written; what is no number is named', () => {
  const values = [0, 2.5, -1, null];
  expect(readValues(writtenValues(values, '全部'), '全部', 'Values')).toEqual(values);
  expect(readValues('1；2，3', 'all', 'Values')).toEqual([1, 2, 3]);
  expect(readValues('1/4, 2^-3, all', 'all', 'Values')).toEqual([0.25, 0.125, null]);
  expect(() => readValues('1, many', 'all', 'Values')).toThrow(
    'Values: “many” is not a number; use numbers, or “all”',
  );
  expect(() => readValues(' , ', 'all', 'Values')).toThrow(Problem);
});

test('points are thinned evenly, and train samples stay before test samples', () => {
  const count = 2000;
  const domain = {
    points: Float64Array.from({ length: 2 * count }, (_, i) => i >> 1),
    values: Float64Array.from({ length: count }, (_, i) => i % 3),
    trainPoints: 1500,
  } as unknown as DomainSummary;
  const { points, values, trainPoints } = thinned(domain, true);
  expect(values).toHaveLength(400);
  expect(trainPoints).toBe(300);
  for (let i = 0; i < 400; i++) {
    expect(points[2 * i]).toBe(5 * i);
    expect(values[i]).toBe((5 * i) % 3);
  }
});

test('data that are in no plane are drawn by their first two inputs; of one input alone, on a line', () => {
  const of = (features: number) =>
    thinned(
      {
        inputs: Float64Array.from([1, 2, 3, 4, 5, 6]),
        labels: Int32Array.from({ length: 6 / features }),
        features,
      } as unknown as DomainSummary,
      false,
    );
  expect(of(3).points).toEqual([1, 2, 4, 5]);
  expect(of(1).points).toEqual([1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0]);
});

test('pictures are told apart class by class', () => {
  expect(byClass(Int32Array.from([2, 0, 2, 1, 0, 2]), 4)).toEqual([1, 3, 0, 4]);
});

test('the square around the domains holds every point, and stands still while points move a little', () => {
  const plane = (points: number[]) => [
    { id: 'a', label: 'A', data: { points, values: Array(points.length / 2).fill(0), trainPoints: 0 } },
  ];
  const points = [-1.9, 0.4, 2.2, 0.6, 0.1, -1.2];
  const { xMin, xMax, yMin, yMax } = squareAround(plane(points));
  expect(xMax - xMin).toBe(yMax - yMin);
  for (let i = 0; i < points.length; i += 2) {
    expect(points[i]).toBeGreaterThan(xMin);
    expect(points[i]).toBeLessThan(xMax);
    expect(points[i + 1]).toBeGreaterThan(yMin);
    expect(points[i + 1]).toBeLessThan(yMax);
  }
  expect(squareAround(plane(points.map((x) => x * 1.01)))).toEqual({ xMin, xMax, yMin, yMax });
  expect(squareAround(plane([])).xMin).toBeLessThan(0);
});

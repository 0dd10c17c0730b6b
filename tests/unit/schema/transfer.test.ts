import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { transferMethods } from '../../../src/engine/transfer/methods';
import { describeTarget } from '../../../src/schema/describeTarget';
import {
  methodName,
  parseTransfer,
  parseTransferText,
  serializeTransfer,
  setting,
  transferRuns,
} from '../../../src/schema/transfer';
import { smallTransfer, transferFile } from './transfers';

test('a written file reads back the same', () => {
  const transfer = smallTransfer({ sweep: { over: 'labelBudget', values: [1, 5, null] }, seeds: 3 });
  expect(parseTransferText(serializeTransfer(transfer))).toEqual(transfer);
});

test('every method can be written by its name alone', () => {
  const kinds = Object.keys(transferMethods);
  const transfer = smallTransfer({ paired: true, methods: kinds.map((kind) => ({ kind })) });
  expect(transfer.methods.map(methodName)).toEqual(kinds);
  expect(methodName(smallTransfer({ methods: [{ kind: 'fineTune', what: 'last' }] }).methods[0]!)).toBe(
    'fineTune what=last',
  );
});

test('runs: every value of the sweep for each seed, repeats outermost', () => {
  const transfer = smallTransfer({ sweep: { over: 'shifts.0.degrees', values: [0, 30] }, seeds: 2 });
  const runs = transferRuns(transfer);
  expect(runs.map(({ index, value, repeat }) => [index, value, repeat])).toEqual([
    [0, 0, 0],
    [1, 30, 0],
    [2, 0, 1],
    [3, 30, 1],
  ]);
  expect(runs[3]!.transfer.source.seed).toBe(transfer.source.seed + 1);
  expect(runs[3]!.transfer.target.shifts).toEqual([{ kind: 'rotation', degrees: 30 }]);
  expect(runs[3]!.transfer.sweep).toBeUndefined();
  expect(transferRuns(smallTransfer())).toHaveLength(1);
  expect(setting(transfer, 0).target.shifts).toEqual([{ kind: 'rotation', degrees: 0 }]);
});

const network = { depth: 2, width: 12, activation: 'tanh' };

describe('bad files get one sentence that names the field', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['neither shifts nor data', { target: {} }, 'target.shifts: missing; use either shifts or data.'],
    [
      'both',
      { target: { shifts: [], data: { kind: 'moons' } } },
      'target.data: it stands beside shifts; use either shifts or data.',
    ],
    [
      'an unknown method',
      { methods: [{ kind: 'corall' }] },
      `methods.0.kind: found "corall"; did you mean "coral"? Use one of: ${Object.keys(transferMethods).join(', ')}.`,
    ],
    [
      'an unknown shift',
      { target: { shifts: [{ kind: 'rotate' }] } },
      'target.shifts.0.kind: found "rotate"; did you mean "',
    ],
    [
      'pairs that are none',
      { methods: [{ kind: 'crossModal' }] },
      'methods.0: Cross-modal distillation needs paired samples; turn on “Paired samples”, or take another method.',
    ],
    [
      'labels that are none',
      { target: { shifts: [], labelBudget: 0 }, methods: [{ kind: 'sourceOnly' }, { kind: 'joint' }] },
      'methods.1: Joint training needs labels of the target, of which there are 0 per class; set “Target labels per class” to at least 1, or take a method without labels.',
    ],
    [
      'labels that are none somewhere on the way',
      { sweep: { over: 'labelBudget', values: [5, 0] } },
      'methods.1: Fine-tuning needs labels of the target, of which there are 0 per class; set “Target labels per class” to at least 1, or take a method without labels.',
    ],
    [
      'a layer too high',
      { methods: [{ kind: 'mmd', layer: 3 }] },
      'methods.0.layer: found 3; use at most 2.',
    ],
    [
      'pairs with other data',
      { target: { data: { kind: 'circles' } }, paired: true },
      'paired: the target has data of its own; use a target made of the source by shifts.',
    ],
    [
      'a sweep over something else',
      { sweep: { over: 'shifts.0.angle', values: [1] } },
      'sweep.over: "shifts.0.angle"; use labelBudget, shifts.0.degrees.',
    ],
    [
      'a value that its field does not take',
      { sweep: { over: 'shifts.0.degrees', values: [0, 900] } },
      'sweep.values.1 (target.shifts.0.degrees): found 900; use ',
    ],
    [
      'own shifts of the source without pairs',
      { sourceShifts: [{ kind: 'rotation' }] },
      'sourceShifts: 1 without paired samples; use none, or turn on “Paired samples”.',
    ],
  ])('%s', (_name, changes, sentence) => {
    const parse = () => parseTransfer(transferFile(changes));
    expect(parse).toThrow(Problem);
    expect(parse).toThrow(sentence);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'a regression',
      { data: { kind: 'sine' } },
      'source.data.kind: “Sine (regression)” is a regression; use data with classes.',
    ],
    [
      'another loss',
      { training: { loss: 'meanSquaredError' } },
      'source.training.loss: found "meanSquaredError"; use crossEntropy.',
    ],
    [
      'a batch too small for two domains',
      { network, training: { batchSize: 3 } },
      'source.training.batchSize: found 3 with Deep CORAL; use at least 4, two samples of each domain.',
    ],
  ])('%s', (_name, source, sentence) => {
    expect(() => parseTransfer(transferFile({ methods: [{ kind: 'coral' }] }, source))).toThrow(sentence);
  });
});

test('a target in one line: its shifts with their numbers, or its data, and its labels', () => {
  expect(describeTarget(smallTransfer().target)).toBe('rotation 45°, 5 labels per class');
  const plain = smallTransfer({ target: { shifts: [], labelBudget: null } });
  expect(describeTarget(plain.target)).toBe('no shift, all labels');
  const other = smallTransfer({ target: { data: { kind: 'circles' }, labelBudget: 3 } });
  expect(describeTarget(other.target)).toBe('circles, 3 labels per class');
});

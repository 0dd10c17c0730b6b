import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDataset } from '../../../../src/data/build';
import { prepareRaceData } from '../../../../src/engine/distillation/raceData';
import { buildTransferSet } from '../../../../src/engine/distillation/transferSet';
import { smallDistillation } from '../../schema/distillations';

type Changes = Parameters<typeof smallDistillation>[0];

const setOf = (changes: Changes) => {
  const distillation = smallDistillation(changes);
  const data = buildDataset(distillation.student);
  return { data, set: buildTransferSet(distillation, data) };
};

/** The rows of a matrix as text, for comparing and counting. */
const rowsOf = (values: Float64Array, cols: number) =>
  Array.from({ length: values.length / cols }, (_, row) =>
    values.subarray(row * cols, (row + 1) * cols).join(),
  );

describe('the transfer set', () => {
  test('is the training samples as they are where nothing else is asked for', () => {
    const { data, set } = setOf({});
    expect(set.rows).toBe(set.labelled);
    expect(set.inputs).toEqual(data.train.inputs);
    expect(set.targets).toEqual(data.train.targets);
  });

  test('keeps so many labels of each class, and every sample once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (labelsPerClass, labelNoise) => {
          const student = { data: { kind: 'spiral', samples: 60, testFraction: 0.4, labelNoise } } as const;
          const changes = { student, transfer: { labelsPerClass } };
          const { labels } = setOf({ student }).data.train;
          const there = [0, 1, 2].map((label) => labels.filter((other) => other === label).length);
          const least = Math.min(...there);
          if (labelsPerClass > least) {
            expect(() => setOf(changes)).toThrow(
              `transfer.labelsPerClass: found ${labelsPerClass} a class; use at most ${least}, the training samples of class`,
            );
            return;
          }
          const { data, set } = setOf(changes);
          for (const label of [0, 1, 2]) {
            expect(set.labels.filter((other) => other === label)).toHaveLength(labelsPerClass);
          }
          expect(rowsOf(set.inputs, 2).sort()).toEqual(rowsOf(data.train.inputs, 2).sort());
          rowsOf(set.targets, 3).forEach((target, row) => {
            expect(target).toBe(
              row < set.labelled ? [0, 1, 2].map((k) => Number(k === set.labels[row])).join() : '0,0,0',
            );
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  test('has no sample of the class left out, whatever its label says', () => {
    const { data, set } = setOf({
      student: { data: { kind: 'spiral', samples: 60, testFraction: 0.4, labelNoise: 0.4 } },
      transfer: { withoutClass: 1 },
    });
    expect([...set.trueLabels]).not.toContain(1);
    expect(set.rows).toBe(data.train.trueLabels.filter((label) => label !== 1).length);
    expect(data.test.labels.filter((label) => label === 1).length).toBeGreaterThan(0);
  });

  test('uses no labels of the class left out', () => {
    const student = { data: { kind: 'spiral', samples: 60, testFraction: 0.4 } } as const;
    const { set } = setOf({ student, transfer: { withoutClass: 1, labelsPerClass: 12 } });
    expect(set.labels.filter((label) => label === 1)).toHaveLength(0);
    expect(set.labelled).toBe(24);
  });

  test('takes further inputs without labels, none of which is in the training or the test samples', () => {
    const { data, set } = setOf({ transfer: { unlabelled: 50 } });
    expect(set.rows - set.labelled).toBe(50);
    const fresh = rowsOf(set.inputs, 2).slice(set.labelled);
    const known = new Set([...rowsOf(data.train.inputs, 2), ...rowsOf(data.test.inputs, 2)]);
    expect(new Set(fresh)).toHaveProperty('size', 50);
    expect(fresh.filter((row) => known.has(row))).toEqual([]);
  });
});

test.each<[string, Changes, string]>([
  [
    'a teacher of other inputs',
    { teacher: { data: { kind: 'gaussianNoise', classes: 3 } } },
    'student.data: 2 inputs; use 10, as the teacher’s data have.',
  ],
  [
    'a teacher of other classes',
    { teacher: { data: { kind: 'spiral', arms: 4 } } },
    'student.data: the classes 0, 1, 2; use the teacher’s: 0, 1, 2, 3.',
  ],
  [
    'no test sample',
    { student: { data: { kind: 'spiral', testFraction: 0 } } },
    'student.data.testFraction: no test sample; use a share above 0.',
  ],
  [
    'a class that is not there',
    { transfer: { withoutClass: 3 } },
    'transfer.withoutClass: found 3; use 0–2.',
  ],
  [
    'more labels than a class has',
    {
      student: { data: { kind: 'spiral', samples: 60, testFraction: 0.4 } },
      transfer: { labelsPerClass: 13 },
    },
    'transfer.labelsPerClass: found 13 a class; use at most 12, the training samples of class "0".',
  ],
  [
    'further inputs of data that have no more',
    {
      teacher: { data: { kind: 'digits' } },
      student: { data: { kind: 'digits' } },
      transfer: { unlabelled: 10 },
    },
    'transfer.unlabelled: 10 further inputs of “Handwritten digits”, which has only so many; use 0.',
  ],
])('%s is refused in one sentence', async (_what, changes, sentence) => {
  await expect(prepareRaceData(smallDistillation(changes))).rejects.toMatchObject({
    name: 'Problem',
    message: sentence,
  });
});

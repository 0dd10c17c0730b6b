import { expect, test } from 'vitest';
import { accuracyOf, beatsConstant, bestConstantAccuracy } from '../../../../src/engine/numeric/accuracy';
import { constantOutputs } from '../../../../src/engine/numeric/constantOutputs';
import { createRandom } from '../../../../src/random/random';

test('accuracy is the share of right answers; outputs that are not finite have none', () => {
  const labels = [0, 1, 0];
  expect(accuracyOf([1, 0, 0, 1, 0, 1], labels, 2)).toBe(2 / 3);
  expect(accuracyOf(new Array(6).fill(Number.NaN), labels, 2)).toBe('diverged');
  expect(accuracyOf([1, 0, 0, 1, Number.POSITIVE_INFINITY, 1], labels, 2)).toBe('diverged');
  expect(accuracyOf([], [], 2)).toBe('undefined');
});

test('outputs that differ only by float32’s rounding are constant; ten times that is not', () => {
  const random = createRandom(1, 'data');
  const outputs = (spread: number) =>
    Float64Array.from({ length: 400 }, (_, i) => [3.25, -1.5][i % 2]! + spread * (random.uniform() - 0.5));
  const ulp = 2 ** -23 * 3.25;
  expect(constantOutputs(outputs(0), 2)).toBe(true);
  expect(constantOutputs(outputs(32 * ulp), 2)).toBe(true);
  expect(constantOutputs(outputs(640 * ulp), 2)).toBe(false);
  // A single row never counts as constant. One output that varies is enough to distinguish rows.
  expect(constantOutputs([3, 1], 2)).toBe(false);
  expect(constantOutputs([3, 1, 3, 1.1], 2)).toBe(false);
  expect(accuracyOf(outputs(0), new Int32Array(200), 2)).toBe('constant');
});

test('constant outputs are right about at most the most frequent class, and a run learned something above that only', () => {
  expect(bestConstantAccuracy([0, 1, 1, 2, 1])).toBe(3 / 5);
  expect(bestConstantAccuracy([])).toBeNaN();
  expect([0.5, 0.6, 0.61].map((accuracy) => beatsConstant(accuracy, 0.6))).toEqual([false, false, true]);
  expect(beatsConstant('constant', 0.6)).toBe(false);
  expect(beatsConstant('diverged', 0.6)).toBe(false);
  // Results saved before the share was kept.
  expect(beatsConstant(0.5, undefined)).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { notMeasured } from '../../../../src/data/logs/quantities';
import { countNotFinite, rowOf, together } from '../../../../src/features/models/values';

describe('the number of a group', () => {
  test('norms are the norm of all parts as one vector', () => {
    expect(together([3, notMeasured, 4], 'weightGradNorm')).toBe(5);
  });
  test('of shares and ratios the largest counts, so that one bad module shows', () => {
    expect(together([0.1, 0.9, notMeasured], 'deadFraction')).toBe(0.9);
    expect(together([1e-6, 1e-3], 'updateRatio')).toBe(1e-3);
  });
  test('means are averaged, spreads as root mean square', () => {
    expect(together([-1, 2], 'activationMean')).toBe(0.5);
    expect(together([1, 7], 'activationStd')).toBe(5);
  });
  test('a NaN in one module is seen in its group, and no number is not 0', () => {
    for (const quantity of ['signalNorm', 'deadFraction', 'activationMean', 'updateRatio'] as const) {
      expect(together([Number.NaN, 0.5], quantity)).toBeNaN();
      expect(together([0.5, Number.NaN], quantity)).toBeNaN();
      expect(together([notMeasured], quantity)).toBe(notMeasured);
    }
  });
  test('along the steps of a matrix', () => {
    const matrix = [3, 30, 1, 1, 4, 40];
    expect([...rowOf(matrix, 2, [0, 2], 'signalNorm')]).toEqual([5, 50]);
  });
});

test('a number that was not measured is not one that is not finite', () => {
  expect(
    countNotFinite([1, notMeasured, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
  ).toBe(3);
});

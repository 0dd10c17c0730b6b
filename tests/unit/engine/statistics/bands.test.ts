import { expect, test } from 'vitest';
import { bandOf, spread } from '../../../../src/engine/statistics/bands';

test('a band is the median place by place, with 10 % and 90 % once there are several curves, some of them shorter', () => {
  expect(bandOf([[1, 2, 3]], 3)).toEqual({ values: [1, 2, 3] });
  const { values, low, high } = bandOf([[0, 4], [10], [5, 8]], 2);
  expect(values).toEqual([5, 6]);
  expect(low![0]).toBeCloseTo(1, 12);
  expect(high![0]).toBeCloseTo(9, 12);
  expect(high![1]).toBeCloseTo(7.6, 12);
});

test('a spread includes only finite numbers', () => {
  expect(spread([1, 2, 3, Number.NaN, Number.POSITIVE_INFINITY]).median).toBe(2);
});

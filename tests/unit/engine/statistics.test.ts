import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bandOf,
  bootstrapInterval,
  compareRuns,
  median,
  quantile,
  signTest,
} from '../../../src/engine/statistics';

const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 1,
  maxLength: 60,
});

test('quantiles rise, lie between the extremes, and leave out what is no number', () => {
  fc.assert(
    fc.property(
      numbers,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, p, q) => {
        const [low, high] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))];
        expect(low).toBeLessThanOrEqual(high + Math.abs(high) * 1e-12);
        expect(quantile(values, 0)).toBe(Math.min(...values));
        expect(quantile(values, 1)).toBe(Math.max(...values));
        expect(quantile([...values, Number.NaN, Number.POSITIVE_INFINITY], p)).toBe(quantile(values, p));
      },
    ),
  );
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2, 3, 4])).toBe(2.5);
  expect(median([Number.NaN])).toBeNaN();
});

test('a bootstrap interval holds the median, is the same each time, and narrows with more runs', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const { low, high } = bootstrapInterval(values);
      expect(low).toBeLessThanOrEqual(median(values));
      expect(high).toBeGreaterThanOrEqual(median(values));
      expect(bootstrapInterval(values)).toEqual({ low, high });
    }),
    { numRuns: 20 },
  );
  const spread = (n: number) => {
    const { low, high } = bootstrapInterval(
      Array.from({ length: n }, (_, i) => (Math.sin(12.9898 * i) * 43758.5453) % 1),
    );
    return high - low;
  };
  expect(spread(100)).toBeLessThan(spread(10));
});

test('the sign test gives the binomial tail', () => {
  expect(signTest(0, 0)).toBe(1);
  expect(signTest(5, 0)).toBeCloseTo(2 / 32, 12);
  expect(signTest(6, 0)).toBeCloseTo(2 / 64, 12);
  // 2 · (1 + 20 + 190) / 2²⁰
  expect(signTest(18, 2)).toBeCloseTo((2 * 211) / 2 ** 20, 12);
  expect(signTest(7, 7)).toBe(1);
});

test('pairs are compared seed by seed; a run that diverged loses', () => {
  const a = [0.5, 0.6, 0.5, 0.55, 0.5, 0.52, 0.5];
  const better = compareRuns(
    a,
    a.map((value) => value + 0.2),
    'more',
  );
  expect(better).toMatchObject({ pairs: 7, better: 7, worse: 0, verdict: 'better' });
  expect(better.difference).toBeCloseTo(0.2, 12);
  expect(compareRuns(a, a, 'more')).toMatchObject({
    better: 0,
    worse: 0,
    verdict: 'undecided',
    difference: 0,
  });
  expect(
    compareRuns(
      a,
      a.map(() => Number.NaN),
      'less',
    ),
  ).toMatchObject({ better: 0, worse: 7, verdict: 'worse' });
  expect(compareRuns([1, 2, 3], [0, 3, 2], 'less')).toMatchObject({
    better: 2,
    worse: 1,
    verdict: 'undecided',
  });
});

test('a band is the median place by place, with 10 % and 90 % once there are several curves, some of them shorter', () => {
  expect(bandOf([[1, 2, 3]], 3)).toEqual({ values: [1, 2, 3] });
  const { values, low, high } = bandOf([[0, 4], [10], [5, 8]], 2);
  expect(values).toEqual([5, 6]);
  expect(low![0]).toBeCloseTo(1, 12);
  expect(high![0]).toBeCloseTo(9, 12);
  expect(high![1]).toBeCloseTo(7.6, 12);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, quantile } from '../../../../src/engine/numeric/quantile';

const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 1,
  maxLength: 60,
});

test('quantiles rise, are between the extremes, and leave out NaN', () => {
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
        expect(quantile([...values, Number.NaN], p)).toBe(quantile(values, p));
      },
    ),
  );
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2, 3, 4])).toBe(2.5);
  expect(median([Number.NaN])).toBeNaN();
});

test('an infinity is a number like others', () => {
  expect(median([1, Number.POSITIVE_INFINITY, 2])).toBe(2);
  expect(median([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
});

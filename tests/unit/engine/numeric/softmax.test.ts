import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argmax, noClass } from '../../../../src/engine/numeric/argmax';
import { logSoftmax, softmax } from '../../../../src/engine/numeric/softmax';

const logits = fc.array(fc.double({ min: -800, max: 800, noNaN: true }), { minLength: 2, maxLength: 8 });

test('softmax sums to 1, keeps the order, ignores an added constant, and has a finite logarithm', () => {
  fc.assert(
    fc.property(logits, fc.double({ min: 0.5, max: 20, noNaN: true }), (z, temperature) => {
      const p = softmax(z, z.length, temperature);
      expect(p.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      const moved = softmax(
        z.map((value) => value + 64),
        z.length,
        temperature,
      );
      z.forEach((_, k) => {
        expect(moved[k]).toBeCloseTo(p[k]!, 10);
        const log = logSoftmax(z, 0, z.length, k);
        expect(Number.isFinite(log)).toBe(true);
        expect(Math.exp(log)).toBeCloseTo(softmax(z, z.length)[k]!, 12);
      });
      expect(p[argmax(z, 0, z.length)]).toBe(Math.max(...p));
    }),
  );
  // ln (1 + e⁻¹⁰⁰⁰) rounds to 0, so the smaller of the two has the log-probability −1000.
  expect(logSoftmax([1000, 0], 0, 2, 1)).toBe(-1000);
});

test('the first of equal numbers is the largest; a row with NaN or infinity has none', () => {
  expect(argmax([9, 1, 3, 3], 1, 2)).toBe(0);
  expect(argmax([0, 0, 1, 2], 1, 2)).toBe(1);
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(argmax([bad, bad, bad], 0, 3)).toBe(noClass);
    expect(argmax([0, bad, 1], 0, 3)).toBe(noClass);
  }
  expect([...softmax([Number.NaN, 1], 2)]).toEqual([Number.NaN, Number.NaN]);
});

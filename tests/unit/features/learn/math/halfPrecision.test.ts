import fc from 'fast-check';
import { expect, test } from 'vitest';
import { powersIn, toHalf } from '../../../../../src/features/learn/math/halfPrecision';

/** The number that 16 bits mean, by IEEE 754. */
function numberOf(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
}

test('every finite float16 stays as it is, and what lies between two goes to the nearer one', () => {
  const wrong: number[] = [];
  const check = (value: number, rounded: number) => toHalf(value) === rounded || wrong.push(value);
  for (let bits = 0; bits + 1 < 31 << 10; bits++) {
    const [value, next] = [numberOf(bits), numberOf(bits + 1)];
    check(value, value);
    check(-value, -value);
    check(value + 0.49 * (next - value), value);
    check(value + 0.51 * (next - value), next);
    // Halfway: the one whose last bit is 0.
    check((value + next) / 2, bits % 2 === 0 ? value : next);
  }
  expect(wrong).toEqual([]);
});

test('beyond its range float16 is infinite, below half of its smallest number 0', () => {
  expect(toHalf(65519)).toBe(65504);
  expect(toHalf(65520)).toBe(Number.POSITIVE_INFINITY);
  expect(toHalf(-1e9)).toBe(Number.NEGATIVE_INFINITY);
  expect(toHalf(2 ** -25)).toBe(0);
  expect(toHalf(1.01 * 2 ** -25)).toBe(2 ** -24);
});

test('products in float64 are powers', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 2, noNaN: true }), (factor) => {
      const powers = powersIn('float64', factor, 30);
      powers.forEach((power, k) => {
        expect(Math.abs(power / factor ** k - 1)).toBeLessThan(1e-13);
      });
    }),
    { numRuns: 50 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signChange } from '../../../../src/engine/theory/root';

/** The root, and how often the function was asked. */
function counted(f: (x: number) => number, low: number, high: number) {
  let calls = 0;
  const root = signChange(
    (x) => {
      calls++;
      return f(x);
    },
    low,
    high,
  );
  return { root, calls };
}

test('finds a known root to almost all digits, in far fewer steps than bisection', () => {
  const power = fc.constantFrom(-3, -1, -0.5, 0.3, 1, 2, 5);
  const exponent = fc.double({ min: -6, max: 6, noNaN: true });
  fc.assert(
    fc.property(power, exponent, fc.double({ min: 0.01, max: 2, noNaN: true }), (p, at, margin) => {
      const known = 10 ** at;
      const { root, calls } = counted(
        (x) => (x / known) ** p - 1,
        known / 10 ** margin,
        known * 10 ** (margin / 2),
      );
      expect(Math.abs(root / known - 1)).toBeLessThan(2e-14);
      expect(calls).toBeLessThan(20);
    }),
  );
});

test('a step, where no slope helps, is found as well', () => {
  const { root, calls } = counted((x) => (x < 0.3 ? -1 : 1e6), 1e-3, 10);
  expect(root).toBeCloseTo(0.3, 13);
  expect(calls).toBeLessThan(60);
});

test('a function that is infinite at an end', () => {
  expect(signChange((x) => Math.log(x - 1), 1, 10)).toBeCloseTo(2, 12);
});

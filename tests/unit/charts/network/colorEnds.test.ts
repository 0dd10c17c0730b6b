import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reachOf, signalScale } from '../../../../src/charts/network/colorEnds';

test('the colours of a network end at round numbers around what is measured', () => {
  expect(reachOf([0.2, -0.873, Number.NaN])).toBe(0.9);
  expect(reachOf([3.71, -1])).toBe(4);
  expect(reachOf([0, 0])).toBe(1);
  expect(signalScale([3.1e-7, 2e-3])).toEqual([1e-7, 1e-2]);
  expect(signalScale([0.0213, 0.0871])).toEqual([0.005, 0.1]);
  expect(signalScale([0, Number.NaN])).toBeUndefined();
});

test('signals that hardly differ get colours that hardly differ: a scale of signals has a decade at least', () => {
  const size = fc.double({ min: 1e-30, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 9 }), (signals) => {
      const [low, high] = signalScale(signals)!;
      expect(low).toBeLessThanOrEqual(Math.min(...signals) * (1 + 1e-9));
      expect(high).toBeGreaterThanOrEqual(Math.max(...signals) * (1 - 1e-9));
      expect(high / low).toBeGreaterThanOrEqual(10 * (1 - 1e-9));
    }),
  );
});

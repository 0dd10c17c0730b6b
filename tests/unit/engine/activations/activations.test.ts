import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Activation, activations } from '../../../../src/engine/activations';
import { numbers as m } from '../../../../src/engine/kernels/reference/numbers';

describe.each(Object.entries<Activation>(activations))('%s', (_name, activation) => {
  const value = (z: number) => activation.value(m, z);
  const derivative = (z: number) => activation.derivative(m, z, value(z));

  test('its derivative is its slope', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (z) => {
        const h = 1e-5;
        fc.pre(activation.kinks.every((kink) => Math.abs(z - kink) > 2 * h));
        expect(Math.abs((value(z + h) - value(z - h)) / (2 * h) - derivative(z))).toBeLessThan(1e-8);
      }),
    );
  });

  test('derivativeMax is the largest slope there is', () => {
    let largest = 0;
    for (let z = -20; z <= 20; z += 1e-4) largest = Math.max(largest, Math.abs(derivative(z)));
    expect(largest).toBeLessThanOrEqual(activation.derivativeMax * (1 + 1e-9));
    expect(Math.max(largest, Math.abs(derivative(500)))).toBeGreaterThan(
      activation.derivativeMax * (1 - 1e-6),
    );
  });

  test('is finite for inputs of any size', () => {
    for (const z of [0, -0, 1e-300, 88, -88, 745, -745, 1e4, -1e4, 1e30, -1e30]) {
      expect(value(z), `value at ${z}`).not.toBeNaN();
      expect(Number.isFinite(derivative(z)), `derivative at ${z}`).toBe(true);
    }
  });
});

test('sigmoid is steepest at input 0, with 1/4, and flat where it saturates', () => {
  const slope = (z: number) => activations.sigmoid.derivative(m, z, activations.sigmoid.value(m, z));
  expect(slope(0)).toBe(0.25);
  expect(slope(10)).toBeLessThan(1e-4);
});

import { expect, test } from 'vitest';
import { norm } from '../../../../src/engine/numeric/norm';

test('a norm of very small, very large and very many numbers', () => {
  expect(norm(Float64Array.of(3e-200, 4e-200))).toBeCloseTo(5e-200, 210);
  expect(norm(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 12);
  expect(norm(Float64Array.of(3e200, -4e200)) / 5e200).toBeCloseTo(1, 12);
  expect(norm(new Float64Array(1_000_000).fill(1))).toBeCloseTo(1000, 6);
  expect(norm(new Float64Array(3))).toBe(0);
  expect(norm(Float64Array.of(1, Number.NaN))).toBeNaN();
});

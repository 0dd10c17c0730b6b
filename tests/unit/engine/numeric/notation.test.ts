import { expect, test } from 'vitest';
import { formatNumber, powerOfTen } from '../../../../src/engine/numeric/notation';

test('numbers have a fixed number of digits, and scientific form if small or large', () => {
  expect(formatNumber(0.12345)).toBe('0.123');
  expect(formatNumber(0.12345, 2)).toBe('0.12');
  expect(formatNumber(3.214e-12)).toBe('3.21 × 10⁻¹²');
  expect(formatNumber(3.56e-13, 2)).toBe('3.6 × 10⁻¹³');
  expect(formatNumber(-250_000)).toBe('−2.50 × 10⁵');
  expect([0, Number.NaN, 1 / 0, -1 / 0].map((value) => formatNumber(value))).toEqual(['0', 'NaN', '∞', '−∞']);
  expect(powerOfTen(-38)).toBe('10⁻³⁸');
});

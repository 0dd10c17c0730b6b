import { expect, test } from 'vitest';
import { placeOf } from '../../../../src/features/map/theoryCurves';

test('a number lies between two cells as evenly as the axis is spaced', () => {
  const squares = [0, 0.1, 0.2, 0.3].map(Math.sqrt);
  expect(placeOf(Math.sqrt(0.02), squares, 'squares')).toBeCloseTo(0.2);
  expect(placeOf(10 ** -2.5, [1e-4, 1e-3, 1e-2], 'log')).toBeCloseTo(1.5);
  expect(placeOf(2.5, [1, 2, 3])).toBeCloseTo(1.5);
  expect(placeOf(4, [1, 2, 3])).toBeUndefined();
});

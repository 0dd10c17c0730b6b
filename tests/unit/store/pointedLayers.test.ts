import { expect, test } from 'vitest';
import { isWithin, overlap } from '../../../src/store/pointedLayers';

test('ranges of layers: what is in them, and what they share', () => {
  expect([0, 1, 2, 3].map((layer) => isWithin([1, 3], layer))).toEqual([false, true, true, false]);
  expect(isWithin(undefined, 0)).toBe(false);
  expect([overlap([0, 3], [2, 4]), overlap([0, 3], [3, 4]), overlap(undefined, [0, 9])]).toEqual([
    true,
    false,
    false,
  ]);
});

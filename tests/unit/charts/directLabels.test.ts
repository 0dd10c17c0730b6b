import { expect, test } from 'vitest';
import { apart, spread } from '../../../src/charts/DirectLabels';

test('lines that end in the same place are told by the key alone', () => {
  const ends = [
    { id: 'signal', x: 300, y: 20 },
    { id: 'slopes', x: 300, y: 21 },
    { id: 'weights', x: 300, y: 80 },
    { id: 'shorter', x: 120, y: 20 },
  ];
  expect(apart(ends).map(({ id }) => id)).toEqual(['weights', 'shorter']);
});

test('labels keep the order of their lines, a line of text apart, within the chart', () => {
  const placed = spread([95, 90, 92], 0, 100);
  expect(placed[1]).toBeLessThan(placed[2]!);
  expect(placed[2]).toBeLessThan(placed[0]!);
  expect(Math.max(...placed)).toBeLessThanOrEqual(100);
  expect(placed[0]! - placed[2]!).toBeGreaterThanOrEqual(13);
});

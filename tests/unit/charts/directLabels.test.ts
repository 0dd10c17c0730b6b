import { expect, test } from 'vitest';
import { roomForLabels, spread } from '../../../src/charts/DirectLabels';

test('few lines are named beside their ends where a chart has room, all others by the key alone', () => {
  const lines = (...labels: string[]) =>
    labels.map((label, i) => ({ id: String(i), label, color: '#777777', values: [0, 1] }));
  const names = lines('A: He normal', 'B: Standard uniform');
  const room = roomForLabels(names, 600, 150);
  expect(room).toBeGreaterThan(100);
  expect(room).toBeLessThanOrEqual(0.3 * 600);
  expect(roomForLabels(names, 350, 150)).toBe(0);
  expect(roomForLabels(names, 600, 90)).toBe(0);
  expect(roomForLabels(names.slice(1), 600, 150)).toBe(0);
  expect(roomForLabels(lines('1', '2', '3', '4', '5'), 600, 150)).toBe(0);
});

test('labels keep the order of their lines, a line of text apart, within the chart', () => {
  const placed = spread([95, 90, 92], 0, 100);
  expect(placed[1]).toBeLessThan(placed[2]!);
  expect(placed[2]).toBeLessThan(placed[0]!);
  expect(Math.max(...placed)).toBeLessThanOrEqual(100);
  expect(placed[0]! - placed[2]!).toBeGreaterThanOrEqual(13);
});

import { expect, test } from 'vitest';
import { bandPath, barsPath, dotsPath, linePath } from '../../../../src/charts/plot/paths';

const points = [
  [0, 10],
  [10, 20],
  [20, Number.NaN],
  [30, 5.04],
] as const;
const x = (i: number) => points[i]![0];
const y = (i: number) => points[i]![1];

test('a line has a gap where there is no value, or goes on across it', () => {
  expect(linePath(4, x, y)).toBe('M0,10L10,20M30,5Z');
  expect(linePath(4, x, y, 'straight', true)).toBe('M0,10L10,20L30,5');
  expect(linePath(0, x, y)).toBe('');
});

test('a smooth line goes through its points, and no higher than they are', () => {
  const heights = [50, 10, 10, 50];
  const path = linePath(
    4,
    (i) => 10 * i,
    (i) => heights[i]!,
    'smooth',
  );
  const numbers = [...path.matchAll(/-?[\d.]+,(-?[\d.]+)/g)].map(([, height]) => Number(height));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(50);
  expect(path.endsWith('30,50')).toBe(true);
});

test('a band is closed, and bars are one path with a move for each', () => {
  expect(
    bandPath(
      2,
      (i) => 10 * i,
      () => 9,
      () => 3,
    ),
  ).toBe('M0,3L10,3L10,9L0,9Z');
  const bars = [
    { x: 5, width: 4, from: 100, to: 60 },
    { x: 15, width: 4, from: 100, to: Number.NaN },
    { x: 25, width: 4, from: 100, to: 100 },
  ];
  // The second has no value, the third would have no height.
  expect(barsPath(bars)).toBe('M3,100h4v-40h-4ZM23,100h4v-1h-4Z');
});

test('dots stand where there are values', () => {
  expect(dotsPath(4, x, y, 2).match(/M/g)).toHaveLength(3);
});

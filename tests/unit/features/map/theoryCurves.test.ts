import { expect, test } from 'vitest';
import { columnsOf, piecesWithin, placeOf, valueAt } from '../../../../src/features/map/theoryCurves';

test('a number lies between two cells as evenly as the axis is spaced', () => {
  const squares = [0, 0.1, 0.2, 0.3].map(Math.sqrt);
  expect(placeOf(Math.sqrt(0.02), squares, 'squares')).toBeCloseTo(0.2);
  expect(placeOf(10 ** -2.5, [1e-4, 1e-3, 1e-2], 'log')).toBeCloseTo(1.5);
  expect(placeOf(2.5, [1, 2, 3])).toBeCloseTo(1.5);
  expect(placeOf(4, [1, 2, 3])).toBeUndefined();
});

test('a place between two cells has the number that lies there', () => {
  const values = [1, 2, 4, 8];
  for (const spacing of ['linear', 'log', 'squares'] as const)
    for (const place of [0, 0.25, 1, 1.5, 2.9, 3])
      expect(placeOf(valueAt(place, values, spacing), values, spacing)).toBeCloseTo(place, 12);
  expect(valueAt(1.5, values, 'log')).toBeCloseTo(Math.sqrt(8), 12);
  expect(valueAt(0, [3])).toBe(3);
});

test('a curve of depths is smooth, and ends at the edge where it leaves the map', () => {
  // Grows without bound at column 4.
  const depth = (column: number) => 30 / Math.abs(column - 4);
  const ys = [10, 40, 70, 100];
  const columns = columnsOf(16);
  expect(columns.length).toBeGreaterThan(80);
  const pieces = piecesWithin(
    columns.map((column) => ({ column, depth: depth(column) })),
    ys,
  );
  expect(pieces.map(({ id }) => id)).toEqual(['sixDepths', 'sixDepths']);
  const ends = pieces.map(({ points }) => [points[0]!, points.at(-1)!]);
  const places = [
    // From 30 / 4, below the map, over 10 at column 1, up to 100.
    [1, 0],
    [4 - 0.3, 3],
    [4 + 0.3, 3],
    [7, 0],
  ];
  for (const [k, [column, row]] of ends.flat().entries()) {
    expect(column).toBeCloseTo(places[k]![0]!, 9);
    expect(row).toBeCloseTo(places[k]![1]!, 9);
  }
  for (const { points } of pieces)
    for (const [column, row] of points) expect(row).toBeCloseTo((depth(column) - 10) / 30, 9);
});

test('a curve between two edges of one step crosses both; one that is nowhere on the map is not drawn', () => {
  const steep = [
    { column: 0, depth: 5 },
    { column: 1, depth: Number.POSITIVE_INFINITY },
  ];
  const [piece] = piecesWithin(steep, [10, 20]);
  expect(piece!.points[0]![0]).toBeCloseTo(0.5, 12);
  expect(piece!.points[1]![0]).toBeCloseTo(0.75, 12);
  expect(piecesWithin(steep, [1, 4])).toEqual([]);
  expect(piecesWithin([{ column: 0, depth: Number.NaN }, ...steep.slice(1)], [10, 20])).toEqual([]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAt } from '../../../src/charts/cellAt';

test('each cell has its share of the row', () => {
  expect([0, 0.24, 0.25, 0.74, 0.75, 1].map((share) => cellAt(share, 4))).toEqual([0, 0, 1, 2, 3, 3]);
});

test('a pointer a fraction of a pixel beyond an edge is in the cell there', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 1e-9, max: 2, noNaN: true }),
      (count, beyond) => {
        expect(cellAt(-beyond, count)).toBe(0);
        expect(cellAt(1 + beyond, count)).toBe(count - 1);
      },
    ),
  );
});

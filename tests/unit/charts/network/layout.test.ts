import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowHeight, flowWidths, head, networkLayout } from '../../../../src/charts/network/layout';

test('units stand within the picture, apart from one another, columns in order', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 360, max: 900 }), (drawn, width) => {
      const { x, y, radius, flowTop } = networkLayout(drawn, width, 196);
      expect(flowTop).toBe(196 - flowHeight);
      drawn.forEach((units, column) => {
        expect(x(column)).toBeGreaterThan(0);
        expect(x(column)).toBeLessThan(width);
        if (column > 0) expect(x(column)).toBeGreaterThan(x(column - 1));
        for (let unit = 0; unit < units; unit++) {
          expect(y(column, unit) - radius).toBeGreaterThanOrEqual(head - 0.5);
          expect(y(column, unit) + radius).toBeLessThanOrEqual(flowTop);
          if (unit > 0) expect(y(column, unit) - y(column, unit - 1)).toBeGreaterThanOrEqual(2 * radius);
        }
      });
    }),
  );
});

test('the way back is as thick as the power of ten of what arrives, even where all arrives', () => {
  const widths = flowWidths([1e-12, 1e-6, 1]);
  expect(widths[2]).toBe(1);
  expect(widths[1]! - widths[0]!).toBeCloseTo(widths[2]! - widths[1]!, 12);
  expect(widths[0]).toBeGreaterThan(0);
  for (const width of flowWidths([0.8, 1.2, 1])) expect(width).toBeGreaterThan(0.9);
  expect(flowWidths([0, 1])).toEqual([0, 1]);
  expect(flowWidths([Number.NaN, 0])).toEqual([0, 0]);
});

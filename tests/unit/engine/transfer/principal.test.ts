import fc from 'fast-check';
import { expect, test } from 'vitest';
import { principalAxes, project } from '../../../../src/engine/transfer/principal';

const rows = (cols: number) =>
  fc
    .array(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: cols, maxLength: cols }), {
      minLength: 3,
      maxLength: 12,
    })
    .map((all) => Float64Array.from(all.flat()));

const variance = (values: Float64Array, cols: number, along: (row: Float64Array) => number) => {
  const places = Array.from({ length: values.length / cols }, (_, i) =>
    along(values.subarray(i * cols, (i + 1) * cols)),
  );
  const mean = places.reduce((a, b) => a + b, 0) / places.length;
  return places.reduce((sum, place) => sum + (place - mean) ** 2, 0);
};

/** These cases cover both Gram matrices: more rows than columns, and fewer. */
test.each([2, 5, 30])('of %i columns: unit, orthogonal, and no direction holds more variance', (cols) => {
  fc.assert(
    fc.property(rows(cols), fc.integer({ min: 0, max: cols - 1 }), (values, k) => {
      const { directions, shares } = principalAxes(values, cols);
      const [first, second] = directions;
      const total = Array.from({ length: cols }, (_, j) => variance(values, cols, (row) => row[j]!)).reduce(
        (a, b) => a + b,
      );
      if (total < 1e-6) return;
      expect(Math.hypot(...first)).toBeCloseTo(1, 6);
      const held = variance(values, cols, (row) => row.reduce((sum, x, j) => sum + x * first[j]!, 0));
      expect(held / total).toBeCloseTo(shares[0], 6);
      // No single column has more variance.
      expect(variance(values, cols, (row) => row[k]!)).toBeLessThanOrEqual(held + 1e-6 * total);
      if (shares[1] < 1e-6) return;
      expect(first.reduce((sum, x, j) => sum + x * second[j]!, 0)).toBeCloseTo(0, 4);
    }),
    { numRuns: 60 },
  );
});

test('extremely small numbers beside ordinary ones count as 0', () => {
  const { directions, shares } = principalAxes(Float64Array.from([0, 0, 0, 0, 5e-324, -0.75]), 2);
  expect(shares[0]).toBeCloseTo(1, 12);
  expect(Math.abs(directions[0][1]!)).toBeCloseTo(1, 12);
});

test('points on a line have one axis, which keeps their distances', () => {
  const line = Float64Array.from([0, 1, 2, 5].flatMap((t) => [3 * t, 4 * t, 7]));
  const axes = principalAxes(line, 3);
  expect(axes.shares[0]).toBeCloseTo(1, 12);
  const places = project(line, axes);
  expect(places[6]! - places[0]!).toBeCloseTo(25, 9);
  expect([places[1]!, places[7]!].map(Math.abs)).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
});

test('axes do not flip from one step to the next', () => {
  const now = Float64Array.from([1, 2, -1, -2, 3, 5, 0, 1]);
  const axes = principalAxes(now, 2);
  const flipped = {
    ...axes,
    directions: [axes.directions[0].map((x) => -x), axes.directions[1].map((x) => -x)] as const,
  };
  const after = principalAxes(now, 2, flipped);
  expect(Array.from(after.directions[0])).toEqual(Array.from(flipped.directions[0]));
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flats, start } from '../../../../../src/features/learn/math/flats';
import {
  curvatureOf,
  descend,
  gradientAt,
  lossAt,
  standardized,
} from '../../../../../src/features/learn/math/leastSquares';

interface Case {
  readonly eigenvalues: readonly number[];
  readonly solution: readonly number[];
  readonly runs: readonly {
    readonly rate: number;
    readonly momentum: number;
    readonly path: readonly (readonly number[])[];
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../../../golden/leastSquares.json', import.meta.url), 'utf8'),
) as { readonly points: readonly number[][]; readonly plain: Case; readonly standardized: Case };

test('the golden file was written for these points', () => expect(flats).toEqual(golden.points));

for (const [name, points] of [
  ['plain', flats],
  ['standardized', standardized(flats)],
] as const) {
  test(`every step is numpy's, and so are eigenvalues and solution: ${name}`, () => {
    const { eigenvalues, solution, runs } = golden[name];
    const found = curvatureOf(points);
    expect(found.smallest).toBeCloseTo(eigenvalues[0]!, 12);
    expect(found.largest).toBeCloseTo(eigenvalues[1]!, 12);
    for (const i of [0, 1] as const) expect(found.solution[i]).toBeCloseTo(solution[i]!, 10);
    for (const { rate, momentum, path } of runs) {
      const own = descend(points, { start, rate, momentum, steps: path.length - 1 });
      expect(own).toHaveLength(path.length);
      path.forEach((theta, step) => {
        for (const i of [0, 1] as const)
          expect(Math.abs(own[step]![i] - theta[i]!)).toBeLessThan(1e-11 * (1 + Math.abs(theta[i]!)));
      });
    }
  });
}

const coordinate = fc.double({ min: -3, max: 3, noNaN: true });

test('the gradient is the slope of the loss', () => {
  fc.assert(
    fc.property(fc.tuple(coordinate, coordinate), (theta) => {
      const h = 1e-5;
      const slope = (i: 0 | 1) => {
        const at = (by: number) =>
          lossAt([theta[0] + (i === 0 ? by : 0), theta[1] + (i === 1 ? by : 0)], flats);
        return (at(h) - at(-h)) / (2 * h);
      };
      const gradient = gradientAt(theta, flats);
      for (const i of [0, 1] as const) expect(gradient[i]).toBeCloseTo(slope(i), 7);
    }),
    { numRuns: 50 },
  );
});

test('a path ends before its numbers are no longer finite', () => {
  const path = descend(flats, { start, rate: 100, steps: 5000 });
  expect(path.length).toBeLessThan(5000);
  expect(path.at(-1)!.every(Number.isFinite)).toBe(true);
});

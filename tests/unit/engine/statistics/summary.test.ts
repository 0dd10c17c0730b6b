import { expect, test } from 'vitest';
import type { Score } from '../../../../src/engine/numeric/score';
import { aroundMedian, summarizeScores } from '../../../../src/engine/statistics/summary';
import { createRandom } from '../../../../src/random/random';

/** How often the interval around the median of n draws contains the true median. */
function coverage(
  n: number,
  draw: (random: ReturnType<typeof createRandom>) => number,
  middle: number,
): number {
  const random = createRandom(n, 'data');
  const repeats = 4000;
  let held = 0;
  for (let i = 0; i < repeats; i++) {
    const { low, high } = aroundMedian(Array.from({ length: n }, () => draw(random)));
    if (low <= middle && middle <= high) held++;
  }
  return held / repeats;
}

/** Three standard errors of a share over the simulations. */
const error = 3 * Math.sqrt((0.95 * 0.05) / 4000);

test.each([6, 7, 8, 9, 10, 12, 20, 50])(
  'the interval of a median of %i numbers holds it in 95 % of cases',
  (n) => {
    expect(aroundMedian(Array.from({ length: n }, (_, i) => i)).kind).toBe('interval');
    const normal = coverage(n, (random) => random.normal(), 0);
    const skewed = coverage(n, (random) => Math.exp(2 * random.normal()), 1);
    for (const share of [normal, skewed]) expect(share).toBeGreaterThan(0.95 - error);
  },
);

test.each([
  [2, 0.5],
  [3, 0.75],
  [4, 0.875],
  [5, 0.9375],
])('of %i numbers it is called a range: it would hold the median in %f of cases', (n, expected) => {
  expect(aroundMedian(Array.from({ length: n }, (_, i) => i))).toEqual({
    kind: 'range',
    low: 0,
    high: n - 1,
  });
  expect(Math.abs(coverage(n, (random) => random.normal(), 0) - expected)).toBeLessThan(0.025);
});

test('the interval is that of the sign test: of ten values, from the second to the ninth', () => {
  // 2 (1 + 10) / 2¹⁰ = 0.021 outside; one further in it would be 2 (1 + 10 + 45) / 2¹⁰ = 0.11.
  expect(aroundMedian([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])).toEqual({ kind: 'interval', low: 1, high: 8 });
  expect(aroundMedian([4])).toEqual({ kind: 'single', low: 4, high: 4 });
});

test('a summary gives its number of runs and why the others have no number', () => {
  const scores: Score[] = [0.5, 'diverged', 0.7, 'constant', 'notRun', 'diverged', 0.6];
  expect(summarizeScores(scores)).toEqual({
    median: 0.6,
    kind: 'range',
    low: 0.5,
    high: 0.7,
    count: 3,
    runs: 6,
    diverged: 2,
    constant: 1,
  });
  expect(summarizeScores(['diverged', 'notRun'])).toBeUndefined();
});

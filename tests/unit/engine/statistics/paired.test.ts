import { expect, test } from 'vitest';
import type { Score } from '../../../../src/engine/numeric/score';
import { signTest } from '../../../../src/engine/statistics/coin';
import { compareRuns } from '../../../../src/engine/statistics/paired';

test('the sign test gives the binomial tail', () => {
  expect(signTest(0, 0)).toBe(1);
  expect(signTest(5, 0)).toBeCloseTo(2 / 32, 12);
  expect(signTest(6, 0)).toBeCloseTo(2 / 64, 12);
  // 2 · (1 + 20 + 190) / 2²⁰
  expect(signTest(18, 2)).toBeCloseTo((2 * 211) / 2 ** 20, 12);
  expect(signTest(7, 7)).toBe(1);
});

const a = [0.5, 0.6, 0.5, 0.55, 0.5, 0.52, 0.5];
const repeated = (score: Score): Score[] => a.map(() => score);

test('pairs are compared seed by seed', () => {
  const better = compareRuns(
    a,
    a.map((value) => value + 0.2),
    'more',
  )!;
  expect(better).toMatchObject({ pairs: 7, better: 7, worse: 0 });
  expect(better.difference).toMatchObject({ median: expect.closeTo(0.2, 12), count: 7, kind: 'interval' });
  expect(compareRuns(a, a, 'more')).toMatchObject({ better: 0, worse: 0, pValue: 1 });
  expect(compareRuns([1, 2, 3], [0, 3, 2], 'less')).toMatchObject({ better: 2, worse: 1 });
});

test('a run that diverged loses, whether more or less is better', () => {
  for (const sense of ['more', 'less'] as const) {
    expect(compareRuns(a, repeated('diverged'), sense)).toMatchObject({ better: 0, worse: 7, pairs: 7 });
    expect(compareRuns(repeated('diverged'), a, sense)).toMatchObject({ better: 7, worse: 0 });
    expect(compareRuns(repeated('constant'), a, sense)).toMatchObject({ better: 7, worse: 0 });
  }
});

test('twelve diverged runs never win, and they tie with twelve others that diverged', () => {
  const dead = repeated('diverged');
  expect(compareRuns(dead, dead, 'more')).toMatchObject({
    pairs: 7,
    better: 0,
    worse: 0,
    difference: undefined,
    pValue: 1,
  });
  expect(compareRuns(dead, repeated('constant'), 'more')).toMatchObject({ better: 0, worse: 0 });
});

test('the difference covers the pairs that have one, and gives their number', () => {
  const half = a.map((value, i): Score => (i < 3 ? value + 0.1 : 'diverged'));
  const { pairs, better, worse, difference } = compareRuns(a, half, 'more')!;
  expect({ pairs, better, worse }).toEqual({ pairs: 7, better: 3, worse: 4 });
  expect(difference).toMatchObject({ median: expect.closeTo(0.1, 12), count: 3, kind: 'range' });
});

test('a run that is not done forms no pair, and a run without the measure is not compared', () => {
  expect(compareRuns([0.5, 'notRun', 0.5], [0.6, 0.7, 'notRun'], 'more')).toMatchObject({
    pairs: 1,
    better: 1,
  });
  expect(compareRuns(repeated('undefined'), repeated('undefined'), 'more')).toBeUndefined();
  expect(compareRuns([], [], 'more')).toBeUndefined();
});

test('constant outputs tie with a run at chance, and lose against one that has learned', () => {
  const constant = repeated('constant');
  const all = (learned: boolean) => a.map(() => learned);
  const atChance = { a: all(false), b: all(false) };
  expect(compareRuns(a, constant, 'more', atChance)).toMatchObject({
    pairs: 7,
    better: 0,
    worse: 0,
    pValue: 1,
  });
  expect(compareRuns(constant, a, 'more', atChance)).toMatchObject({ better: 0, worse: 0 });
  expect(compareRuns(a, constant, 'more', { a: all(true), b: all(false) })).toMatchObject({ worse: 7 });
  expect(compareRuns(constant, a, 'more', { a: all(false), b: all(true) })).toMatchObject({ better: 7 });
  expect(compareRuns(a, repeated('diverged'), 'more', atChance)).toMatchObject({ worse: 7 });
});

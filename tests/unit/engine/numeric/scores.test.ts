import { expect, test } from 'vitest';
import { baselineOf } from '../../../../src/data/baseline';
import type { Dataset } from '../../../../src/data/build';
import { aucOf } from '../../../../src/engine/numeric/auc';
import { regressionScores } from '../../../../src/engine/numeric/regressionScores';
import golden from '../../../golden/scores.json';

test.each(golden.auc)('the AUC equals numpy’s comparison of all pairs, ties counted half (%#)', (given) => {
  expect(aucOf(given.outputs, given.labels, 2)).toBeCloseTo(given.auc, 12);
});

test('an AUC exists for two classes that both occur, and for outputs that are finite and differ', () => {
  expect(aucOf([0, 1, 0, 2], [1, 1], 2)).toBe('undefined');
  expect(aucOf([0, 1, 2, 0, 2, 2], [0, 1], 3)).toBe('undefined');
  expect(aucOf([0, Number.NaN, 0, 2], [0, 1], 2)).toBe('diverged');
  expect(aucOf([3, 1, 3, 1], [0, 1], 2)).toBe('constant');
  expect(aucOf([0, 1, 0, 2], [0, 1], 2)).toBe(1);
});

const part = (targets: number[], labels: number[]) => ({
  count: targets.length || labels.length,
  inputs: new Float64Array(0),
  points: new Float64Array(0),
  targets: Float64Array.from(targets),
  labels: Int32Array.from(labels),
  trueLabels: Int32Array.from(labels),
});
const data = (change: Partial<Dataset>): Dataset => ({
  task: 'regression',
  plane: 0,
  features: 1,
  featureNames: ['x'],
  outcomeNames: ['y'],
  train: part([0, 1], []),
  test: part([], []),
  ...change,
});

test.each(golden.regression)('RMSE in the target’s own unit and R² equal numpy’s (%#)', (given) => {
  const { variance, unit } = baselineOf(
    data({ test: part(given.scaledTargets, []), targetScale: [[22, given.unit]] }),
  );
  const { rmse, rSquared } = regressionScores(given.loss, variance.test, unit);
  expect((rmse as number) / given.rmse).toBeCloseTo(1, 10);
  expect(rSquared).toBeCloseTo(given.rSquared, 10);
});

test('equal targets have no R², and a loss that is not finite has neither', () => {
  expect(regressionScores(0.25, 0, 1)).toEqual({ rmse: 0.5, rSquared: 'undefined' });
  expect(regressionScores(Number.NaN, 2, 1)).toEqual({ rmse: 'diverged', rSquared: 'diverged' });
});

test('the accuracy to beat is that of the training samples’ largest class, on the test samples', () => {
  const classes = { task: 'classification', outcomeNames: ['a', 'b', 'c'] } as const;
  const train = part([], [1, 1, 0, 2]);
  expect(baselineOf(data({ ...classes, train, test: part([], [0, 1, 1, 0, 2]) })).majority).toBe(0.4);
  expect(baselineOf(data({ ...classes, train })).majority).toBe(0.5);
});

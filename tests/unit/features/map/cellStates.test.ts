import { expect, test } from 'vitest';
import type { MetricName } from '../../../../src/engine/metrics';
import { cellStates, cellValues } from '../../../../src/features/map/cellStates';
import type { CellResult } from '../../../../src/schema/results';
import { gridOf, parseSweep } from '../../../../src/schema/sweep';
import { sweepPresets } from '../../../../src/schema/sweeps';

const sweep = { ...parseSweep(sweepPresets.rateInitializer.sweep), repeats: 3 };
const grid = gridOf(sweep);

/** The runs of the first cell: accuracies, undefined where a run diverged. */
function first(metric: MetricName, ...values: (number | undefined)[]) {
  const cells = values.map((value, index): [number, CellResult] => [
    index,
    {
      index,
      metrics: {
        [metric]: value ?? Number.NaN,
        divergedAt: value === undefined ? 7 : Number.NaN,
      } as CellResult['metrics'],
    },
  ]);
  const { values: all, states } = cellValues({ ...sweep, metric }, grid, new Map(cells));
  return [all[0], states[0]];
}

test('a run that diverged is the worst of its cell, and a cell of which most diverged has no number', () => {
  expect(first('accuracy', 0.9, undefined, 0.8)).toEqual([0.8, cellStates.asItsValue]);
  expect(first('testLoss', 0.1, undefined, 0.3)).toEqual([0.3, cellStates.asItsValue]);
  expect(first('accuracy', 0.9, undefined, undefined)).toEqual([Number.NaN, cellStates.diverged]);
  expect(first('accuracy', undefined, undefined, undefined)).toEqual([Number.NaN, cellStates.diverged]);
});

test('a cell that was run and has no number is told apart from one that is still to be run', () => {
  expect(first('accuracy', Number.NaN, Number.NaN, Number.NaN)).toEqual([Number.NaN, cellStates.noNumber]);
  expect(first('accuracy')).toEqual([Number.NaN, cellStates.asItsValue]);
});

test('a cell whose runs diverged knows the first step that was not finite, and no other cell has one', () => {
  const at = (...steps: number[]) => {
    const cells = steps.map((step, index): [number, CellResult] => [
      index,
      { index, metrics: { accuracy: 0.5, divergedAt: step } as CellResult['metrics'] },
    ]);
    return [...cellValues({ ...sweep, metric: 'accuracy' }, grid, new Map(cells)).divergedAt];
  };
  expect(at(3, 7, 12)[0]).toBe(7);
  expect(at(0, 0, Number.NaN)[0]).toBe(0);
  expect(at(3, Number.NaN, Number.NaN)[0]).toBeNaN();
  expect(at(3, 7, 12).slice(1).every(Number.isNaN)).toBe(true);
});

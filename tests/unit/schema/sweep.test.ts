import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../../src/engine/metrics';
import { setField } from '../../../src/schema/edit';
import { fieldsOf, valueAt } from '../../../src/schema/fields';
import { type CellResult, parseResults, resultsHead, serializeResults } from '../../../src/schema/results';
import {
  cellAt,
  cellCount,
  cellSpec,
  coarseToFine,
  gridOf,
  parseSweep,
  parseSweepText,
  type Sweep,
  serializeSweep,
} from '../../../src/schema/sweep';
import { sweepPresets } from '../../../src/schema/sweeps';
import { small } from '../engine/specs';

const depth = { field: 'network.depth', spacing: 'linear', from: 1, to: 9, count: 9 };
const gain = { field: 'network.initializer.gain', spacing: 'log', from: 0.5, to: 8, count: 5 };
const raw = (changes: Record<string, unknown> = {}) => ({
  format: 'gradient-lab/sweep',
  version: 1,
  experiment: small(),
  axes: [gain, depth],
  ...changes,
});
const sweepOf = (changes?: Record<string, unknown>): Sweep => parseSweep(raw(changes));

describe('axes', () => {
  test('linear, log, squares, list', () => {
    const values = (axis: Record<string, unknown>) => gridOf(sweepOf({ axes: [axis] })).xs;
    expect(values(gain)).toEqual([0.5, 1, 2, 4, 8]);
    expect(values({ ...gain, spacing: 'squares', from: 1, to: 9, count: 3 })).toEqual([
      1,
      Number(Math.sqrt(5).toPrecision(12)),
      3,
    ]);
    expect(values({ field: 'network.activation', spacing: 'list', values: ['relu', 'tanh'] })).toEqual([
      'relu',
      'tanh',
    ]);
    // Integers are rounded, and duplicates are removed.
    expect(values({ ...depth, from: 1, to: 3, count: 9 })).toEqual([1, 2, 3]);
  });

  test('every cell is another experiment, its repeats another seed', () => {
    const sweep = sweepOf({ repeats: 2, steps: 30, metric: 'trainLoss' });
    const grid = gridOf(sweep);
    const specs = Array.from({ length: cellCount(sweep) }, (_, i) =>
      cellSpec(sweep, grid, cellAt(sweep, grid, i)),
    );
    expect(specs).toHaveLength(5 * 9 * 2);
    expect(new Set(specs.map((spec) => JSON.stringify(spec))).size).toBe(90);
    expect(specs[1]!.seed).toBe(specs[0]!.seed + 1);
    expect(specs[0]!.training.steps).toBe(30);
    expect(valueAt(specs[2 * 7], 'network.initializer.gain')).toBe(2);
    expect(valueAt(specs[2 * 7], 'network.depth')).toBe(2);
  });

  test('coarse to fine includes every run once and starts at the corner of the grid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 3 }), (count, repeats) => {
        const sweep = sweepOf({ axes: [{ ...gain, count }, depth], repeats });
        const order = coarseToFine(sweep, gridOf(sweep)).map(({ index }) => index);
        expect([...order].sort((a, b) => a - b)).toEqual(order.map((_, i) => i));
        expect(order[0]).toBe(0);
      }),
    );
  });

  test('every offered field accepts every offered value', () => {
    const spec = small();
    for (const { path, range } of fieldsOf(spec)) {
      const values =
        range.kind === 'choice' ? range.options.map(({ value }) => value) : [range.sliderRange[1]];
      for (const value of values) {
        if (path === 'training.loss' || (path === 'data.kind' && value !== 'spiral')) continue;
        const set = setField(
          spec,
          path,
          range.kind === 'number' && range.integer ? Math.round(Number(value)) : value,
        );
        expect(valueAt(set, path), path).toBe(value);
      }
    }
  });
});

describe('each refusal is one sentence that names the field', () => {
  test.each([
    [
      'a field that does not exist',
      { axes: [{ ...gain, field: 'network.initialiser.gain' }] },
      /axes\.0.*initialiser/,
    ],
    [
      'a value that the schema refuses',
      { axes: [{ ...depth, to: 900 }] },
      /axes\.0 \(network\.depth\): found 226.*200/,
    ],
    [
      'a name that is none',
      { axes: [{ field: 'network.activation', spacing: 'list', values: ['rleu'] }] },
      /did you mean "relu"/,
    ],
    [
      'a grid too large',
      {
        axes: [
          { ...gain, count: 400 },
          { ...depth, count: 9 },
        ],
        repeats: 100,
      },
      /axes: found 360000 runs.*100000/,
    ],
    ['the same field twice', { axes: [gain, gain] }, /axes\.1\.field/],
    ['accuracy before any step', { metric: 'accuracy' }, /metric: “[^”]+” is not known at step 0; use “/],
    ['log spacing from 0', { axes: [{ ...gain, from: 0 }] }, /axes\.0\.from.*above 0/],
    ['no axis', { axes: [] }, /axes/],
    ['an unknown field of the file', { axis: 1 }, /axis/],
  ])('%s', (_, changes, sentence) => {
    expect(() => parseSweep(raw(changes))).toThrow(sentence);
  });
});

test('a sweep file reads back to the same, and the ready maps are good', () => {
  const sweep = sweepOf();
  expect(parseSweepText(serializeSweep(sweep))).toEqual(sweep);
  for (const preset of Object.values(sweepPresets))
    expect(cellCount(parseSweep(preset.sweep))).toBeGreaterThan(50);
});

const metricsOf = fc.record(
  Object.fromEntries(Object.keys(metrics).map((name) => [name, fc.double()])),
) as fc.Arbitrary<CellResult['metrics']>;

test('a results file reads back to the same runs', () => {
  const sweep = sweepOf({ repeats: 2 });
  const results = fc.uniqueArray(
    fc.record({ index: fc.integer({ min: 0, max: cellCount(sweep) - 1 }), metrics: metricsOf }),
    {
      selector: ({ index }) => index,
    },
  );
  fc.assert(
    fc.property(results, (cells) => {
      const read = parseResults(serializeResults(sweep, cells), 'r.csv');
      expect(read.sweep).toEqual(sweep);
      // CSV does not distinguish 0 and −0.
      const plain = (list: readonly CellResult[]) =>
        list.map(({ index, metrics: values }) => [
          index,
          ...Object.values(values).map((x) => (x === 0 ? 0 : x)),
        ]);
      expect(plain(read.cells)).toEqual(plain(cells));
    }),
    { numRuns: 50 },
  );
});

test('a results file that was cut short gives its whole lines; a bad one is refused', () => {
  const sweep = sweepOf();
  const zero = Object.fromEntries(Object.keys(metrics).map((name) => [name, 0])) as CellResult['metrics'];
  const text = serializeResults(
    sweep,
    [0, 1, 2].map((index) => ({ index, metrics: zero })),
  );
  expect(parseResults(text.slice(0, -4), 'r.csv').cells.map(({ index }) => index)).toEqual([0, 1]);
  expect(parseResults(resultsHead(sweep), 'r.csv').cells).toEqual([]);
  expect(() => parseResults('a,b\n1,2\n', 'r.csv')).toThrow(/r\.csv: its first line/);
  expect(() => parseResults(text.replace('0.5,1,0,', '0.51,1,0,'), 'r.csv')).toThrow(/row 3.*0\.51/);
  expect(() => parseResults(text.replace(',signalRatio,', ',sgnalRatio,'), 'r.csv')).toThrow(
    /no column "signalRatio"/,
  );
});

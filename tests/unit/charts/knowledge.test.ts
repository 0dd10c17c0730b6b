import fc from 'fast-check';
import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { tilesTable } from '../../../src/charts/BoundaryTiles';
import { placeScale, rangeOf } from '../../../src/charts/bandAxes';
import { classesToDraw, classTable } from '../../../src/charts/ClassBars';
import type { ChartTable } from '../../../src/charts/export/csv';
import { barTable } from '../../../src/charts/GroupedBars';
import { pixelBytes } from '../../../src/charts/PixelImage';
import { magnitudeColor, takesDarkText } from '../../../src/charts/palette';
import { decisions, disagreement } from '../../../src/charts/plane/decisions';
import { reliabilityTable } from '../../../src/charts/ReliabilityDiagram';
import { nearest } from '../../../src/charts/scatter/Dots';
import { powerOf } from '../../../src/charts/scatter/layout';
import { scatterTable, ticksOf } from '../../../src/charts/scatter/Scatter';
import type { Surface } from '../../../src/charts/types';
import { brief, colorScale, matrixTable } from '../../../src/charts/ValueMatrix';
import { wrapped } from '../../../src/charts/wrapped';
import { i18n, startI18n } from '../../../src/locales/i18n';
import { luminance } from './luminance';

await startI18n('en');
const t = i18n.getFixedT('en', 'charts') as TFunction<'charts'>;
/** The heads in a file. */
const idsOf = (columns: ChartTable['columns']) =>
  columns.map((column) => (typeof column === 'string' ? column : column.id));

const meta = { id: 'x', title: 'A title', description: 'd', caption: () => 'seed 1' };
const looks = (id: string) => ({ id, label: `model ${id}`, color: '#000000' });

test('class bars: the table holds every class in full, also those that are not drawn', () => {
  const values = Float64Array.from({ length: 30 }, (_, k) => (k + 1) / 2 ** 60);
  const classNames = Array.from(values, (_, k) => `class ${k}`);
  const { columns, rows } = classTable(
    { meta, classNames, series: [{ ...looks('t'), values }], truth: 4 },
    t,
  );
  expect(idsOf(columns)).toEqual(['class', 'model t', 'true']);
  expect(rows).toHaveLength(30);
  expect(rows[4]).toEqual(['class 4', 5 / 2 ** 60, 1]);
  expect(rows[5]).toEqual(['class 5', 6 / 2 ** 60, 0]);
});

test('class bars: of many classes the likeliest are drawn, and always the true one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 100 }),
      fc.nat(99),
      (values, place) => {
        const truth = place % values.length;
        const classNames = values.map(String);
        const drawn = classesToDraw({ classNames, series: [{ ...looks('t'), values }], truth }, 12);
        expect(new Set(drawn).size).toBe(Math.min(12, values.length));
        expect(drawn).toContain(truth);
        const left = values.filter((_, k) => !drawn.includes(k));
        for (const k of drawn)
          if (k !== truth) expect(values[k]).toBeGreaterThanOrEqual(Math.max(0, ...left));
      },
    ),
  );
});

test('few classes are drawn in their own order', () => {
  const series = [{ ...looks('t'), values: [0.1, 0.7, 0.2] }];
  expect(classesToDraw({ classNames: ['a', 'b', 'c'], series }, 12)).toEqual([0, 1, 2]);
});

test('reliability: bins without samples are no points', () => {
  const bins = [
    { confidence: 0, accuracy: 0, count: 0 },
    { confidence: 0.95, accuracy: 0.9, count: 40 },
  ];
  expect(reliabilityTable({ meta, series: [{ ...looks('t'), bins, ece: 0.05 }] }, t).rows).toEqual([
    ['model t', 0.95, 0.9, 40, 0.05],
  ]);
});

test('bars: a row without repeats has no interval', () => {
  const rows = [
    { ...looks('a'), value: 0.9, low: 0.88, high: 0.92 },
    { ...looks('b'), value: 0.5 },
  ];
  const { columns, rows: cells } = barTable({ meta, axis: { label: 'accuracy' }, rows }, t);
  expect(idsOf(columns)).toEqual(['name', 'accuracy', 'low', 'high']);
  expect(cells).toEqual([
    ['model a', 0.9, 0.88, 0.92],
    ['model b', 0.5, '', ''],
  ]);
});

test('matrix: a table of named rows, and colours that put 0 in the middle where they diverge', () => {
  const props = {
    meta,
    names: ['a', 'b'],
    columnNames: ['x', 'y', 'z'],
    rowLabel: 'of',
    columnLabel: 'to',
    values: [1, -4, Number.NaN, 0, 2, 3],
  };
  expect(matrixTable({ ...props, colors: 'diverging' })).toEqual({
    columns: ['of \\ to', 'x', 'y', 'z'],
    rows: [
      ['a', 1, -4, Number.NaN],
      ['b', 0, 2, 3],
    ],
  });
  const ends = (of: Parameters<typeof colorScale>[0]) => colorScale(of).domain;
  expect(ends({ ...props, colors: 'diverging' })).toEqual([-4, 4]);
  expect(ends({ ...props, colors: 'sequential' })).toEqual([-4, 3]);
  expect(ends({ values: [5, 5], colors: 'sequential' })).toEqual([4.5, 5.5]);
  expect(ends({ values: [0], colors: 'diverging' })).toEqual([-1, 1]);
  // The key of the colours ends at round numbers, and the middle of a diverging scale stays at 0.
  expect(ends({ values: [0.0117, 0.873], colors: 'sequential' })).toEqual([0, 0.9]);
  expect(ends({ values: [-0.731, 0.2], colors: 'diverging' })).toEqual([-0.8, 0.8]);
  expect(ends({ values: [], range: [0.0231, 0.4417], colors: 'sequential' })).toEqual([0, 0.45]);
});

test('a value in a cell never takes more than five letters', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), (value) => {
      expect(brief(value).length).toBeLessThanOrEqual(5);
    }),
  );
  expect(brief(0.004)).toBe('≈0');
  expect(brief(0)).toBe('0');
  expect(brief(-0.631)).toBe('-0.63');
});

/** A surface of two classes from the probabilities of the second class. */
const surface = (resolution: number, second: readonly number[]): Surface => ({
  resolution,
  bounds: { xMin: 0, xMax: 2, yMin: -1, yMax: 1 },
  outputs: 2,
  values: second.flatMap((p) => [1 - p, p]),
});

test('a surface decides for the likeliest class, of equals for the first', () => {
  expect([...decisions(surface(2, [0.4, 0.6, 0.5, 1]))]).toEqual([0, 1, 0, 1]);
});

test('disagreement is where decisions differ, however sure they are', () => {
  const teacher = surface(2, [0.1, 0.9, 0.9, 0.1]);
  expect(disagreement(teacher, surface(2, [0.49, 0.51, 0.51, 0.49])).share).toBe(0);
  const { where, share } = disagreement(teacher, surface(2, [0.1, 0.1, 0.9, 0.9]));
  expect([...where]).toEqual([0, 1, 0, 1]);
  expect(share).toBe(0.5);
});

test('tiles: the table tells each place and what each model decides there', () => {
  const data = { points: [], values: [], trainPoints: 0 };
  const tiles = [
    { ...looks('t'), surface: surface(2, [0.1, 0.9, 0.9, 0.1]) },
    { ...looks('s'), surface: surface(2, [0.1, 0.1, 0.9, 0.9]) },
  ];
  expect(tilesTable({ meta, classNames: ['a', 'b'], data, tiles })).toEqual({
    columns: ['x', 'y', 'model t', 'model s'],
    rows: [
      [0.5, -0.5, 'a', 'a'],
      [1.5, -0.5, 'b', 'a'],
      [0.5, 0.5, 'b', 'b'],
      [1.5, 0.5, 'a', 'b'],
    ],
  });
});

test('a picture: black to white, cut off at the ends; no number is see-through', () => {
  const values = [0, 1, 0.5, -3, 7, Number.NaN];
  const bytes = pixelBytes({ width: 6, height: 1, values });
  expect([...bytes].filter((_, i) => i % 4 === 0)).toEqual([0, 255, 128, 0, 255, 0]);
  expect([...bytes].filter((_, i) => i % 4 === 3)).toEqual([255, 255, 255, 255, 255, 0]);
});

test('a picture of differences: blue below 0, red above, pale where there is none', () => {
  const [below, none, above] = [-2, 0, 2].map((value) => [
    ...pixelBytes({ width: 1, height: 1, values: [value], colors: 'diverging', reach: 2 }),
  ]) as [number[], number[], number[]];
  expect(below[2]).toBeGreaterThan(below[0]!);
  expect(above[0]).toBeGreaterThan(above[2]!);
  for (const channel of none.slice(0, 3)) expect(channel).toBeGreaterThan(235);
  // Only zeros mean that there is no difference.
  expect([...pixelBytes({ width: 1, height: 1, values: [0], colors: 'diverging' })]).toEqual(none);
});

test('text on a colour is dark or light, whichever is read with a contrast of 4.4 at least', () => {
  for (let i = 0; i <= 100; i++) {
    const color = magnitudeColor(i / 100);
    const own = luminance(color);
    const contrast = takesDarkText(color) ? (own + 0.05) / 0.05 : 1.05 / (own + 0.05);
    expect(contrast, color).toBeGreaterThan(4.4);
  }
  expect(takesDarkText('#ffffff')).toBe(true);
  expect(takesDarkText('#000000')).toBe(false);
});

const source = { ...looks('s'), marker: 'circle' as const, points: [0, 0, 1, 2], values: [0, 1] };
const target = { ...looks('t'), marker: 'triangle' as const, points: [-3, 7], values: [1] };

test('scatter: the table tells each point, its group and its class', () => {
  const axes = [{ label: 'PC 1', share: 0.4 }, { label: 'PC 2' }] as const;
  const { columns, rows } = scatterTable({ meta, classNames: ['a', 'b'], groups: [source, target], axes }, t);
  expect(idsOf(columns)).toEqual(['PC 1', 'PC 2', 'group', 'class']);
  expect(rows).toEqual([
    [0, 0, 'model s', 'a'],
    [1, 2, 'model s', 'b'],
    [-3, 7, 'model t', 'b'],
  ]);
});

test('scatter: its axes hold every point, of all groups', () => {
  const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 20 }), (points) => {
      const group = { ...source, points: points.flat(), values: points.map(() => 0) };
      for (const axis of [0, 1] as const) {
        const ticks = ticksOf([group, target], axis);
        const places = [...points.map((point) => point[axis]), target.points[axis]!];
        const slack = 1e-9 * Math.max(1, ...places.map(Math.abs));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(...places) + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...places) - slack);
      }
    }),
  );
});

test('scatter: numbers too long for an axis are told in a power of ten', () => {
  expect(powerOf([-7e-8, 0, 3.5e-8])).toBe(-8);
  expect(powerOf([0, 2e6])).toBe(6);
  expect([[-4, 0, 4], [0, 0.05], [0]].map(powerOf)).toEqual([0, 0, 0]);
});

test('scatter: the pointer means the closest point, and none that is far', () => {
  const ticks = { x: [-5, 5], y: [0, 10] };
  const size = { width: 100, height: 100 };
  expect(nearest([source, target], ticks, size, 22, 31)).toEqual({ group: 1, i: 0 });
  expect(nearest([source, target], ticks, size, 58, 82)).toEqual({ group: 0, i: 1 });
  expect(nearest([source, target], ticks, size, 90, 10)).toBeUndefined();
});

test('curves over few settings have a tick at each; over many, at round ones', () => {
  const series = (x: number[]) => [{ ...looks('a'), x, values: x }];
  const labels = { label: 'labels', scale: 'log' as const };
  expect(placeScale({ series: series([100, 10, 20]), x: labels, range: [10, 100] }).ticks).toEqual([
    10, 20, 100,
  ]);
  // Values that a log axis cannot show have no tick.
  expect(rangeOf([0, 10, 100], 'log')).toEqual([10, 100]);
  expect(rangeOf([], 'log')).toEqual([1, 10]);
  expect(placeScale({ series: series([0, 10]), x: labels, range: [10, 10] })).toMatchObject({ ticks: [10] });
  const many = Array.from({ length: 50 }, (_, i) => i + 1);
  expect(placeScale({ series: series(many), x: labels, range: [1, 50] })).toMatchObject({
    domain: [1, 50],
    ticks: [1, 2, 5, 10, 20, 50],
  });
  expect(placeScale({ series: series(many), x: { label: 'step' }, range: [1, 50] })).toMatchObject({
    domain: [1, 50],
    ticks: [1, 10, 20, 30, 40, 50],
  });
});

test('a long name stands in two lines of whole words, and is cut where it does not end', () => {
  expect(wrapped('Teacher')).toEqual(['Teacher']);
  expect(wrapped('Distillation (Hinton), α = 0, T = 4')).toEqual(['Distillation (Hinton),', 'α = 0, T = 4']);
  expect(wrapped('Distillation (Hinton), α = 0, T = 4, + unlabelled, shuffled')[1]).toBe(
    'α = 0, T = 4, + unlabe…',
  );
  expect(wrapped('知识蒸馏（Hinton），α = 0，T = 4')).toEqual(['知识蒸馏（Hinton），', 'α = 0，T = 4']);
  expect(wrapped('Abschlussprüfungsvorbereitungskurs')).toEqual(['Abschlussprüfungsvorbe…']);
});

import { z } from 'zod';
import { enumOf, titled } from '../base/entry';
import { list } from '../base/list';
import { type CodedText, coded, enumerated, Problem, say } from '../base/problem';
import { metrics } from '../engine/metrics';
import { setField } from './edit';
import { type ExperimentSpec, experimentSchema, limits } from './experiment';
import { fieldsOf } from './fields';
import { type FileFormat, parseFile, parseJson } from './parse';
import { checkTask, taskOf } from './task';

/** The sweep file, version 1: an experiment, the values of one or two of its fields, and the number of repeats. */

/** The largest number of runs in a sweep. */
export const maxCells = 100_000;

const count = z.int().min(2).max(10_000);
const axisKinds = z.discriminatedUnion('spacing', [
  /** Values at equal distances. */
  z.strictObject({
    field: z.string(),
    spacing: z.literal('linear'),
    from: z.number(),
    to: z.number(),
    count,
  }),
  /** Values at equal ratios. */
  z.strictObject({
    field: z.string(),
    spacing: z.literal('log'),
    from: z.number().gt(0),
    to: z.number().gt(0),
    count,
  }),
  /** Values whose squares are at equal distances: from and to are squares, and the field is set to their roots. */
  z.strictObject({
    field: z.string(),
    spacing: z.literal('squares'),
    from: z.number().min(0),
    to: z.number().min(0),
    count,
  }),
  z.strictObject({
    field: z.string(),
    spacing: z.literal('list'),
    values: list(z.union([z.number(), z.string(), z.boolean()]), { min: 1, max: 10_000 }),
  }),
]);
const axisSchema = titled(axisKinds, {
  linear: say('linear', '线性'),
  log: say('logarithmic', '对数'),
  squares: say('evenly in x²', '按 x² 等距'),
  list: say('list', '列表'),
});
export type Axis = z.output<typeof axisSchema>;
export const spacings = ['linear', 'log', 'squares', 'list'] as const;

export const sweepSchema = z.strictObject({
  format: z.literal('gradient-lab/sweep'),
  version: z.literal(1),
  name: z.string().max(200).default('Untitled'),
  experiment: experimentSchema,
  /** The first axis is x, the second is y. */
  axes: list(axisSchema, { min: 1, max: 2 }),
  /** Runs of each cell; they use the experiment's seed and the seeds after it. */
  repeats: z.int().min(1).max(100).default(1),
  /** Updates of each run; with 0 the network is measured at initialization. */
  steps: z.int().min(0).max(limits.steps).default(0),
  metric: enumOf(metrics).default('signalRatio'),
});

export type Sweep = z.output<typeof sweepSchema>;
export type AxisValue = number | string | boolean;

const format: FileFormat<typeof sweepSchema> = {
  name: 'gradient-lab/sweep',
  noun: 'sweep',
  schema: sweepSchema,
  migrate: (value) => value,
};

/**
 * Parses a sweep from a value such as `JSON.parse` gives. Every value of every axis is checked on the experiment.
 * @throws Problem the first fault: which field, what was found, what is allowed
 */
export function parseSweep(value: unknown): Sweep {
  const sweep = parseFile(format, value);
  checkTask(sweep.experiment, taskOf(sweep.experiment.data));
  checkSweep(sweep);
  return sweep;
}

/** Parses a sweep from a file's text. @throws Problem as `parseSweep`, and for text that is not JSON */
export const parseSweepText = (text: string): Sweep => parseSweep(parseJson(text, 'sweep'));

/** Writes a sweep as text that `parseSweepText` reads back unchanged. */
export const serializeSweep = (sweep: Sweep): string => `${JSON.stringify(sweep, null, 2)}\n`;

/** The values of an axis. For a field of whole numbers they are rounded, and duplicates are removed. */
export function axisValues(axis: Axis, experiment: ExperimentSpec): readonly AxisValue[] {
  if (axis.spacing === 'list') return axis.values;
  const { from, to, count } = axis;
  const share = (i: number) => i / (count - 1);
  const values = Array.from({ length: count }, (_, i) => {
    if (axis.spacing === 'log') return from * (to / from) ** share(i);
    const even = from + (to - from) * share(i);
    return axis.spacing === 'squares' ? Math.sqrt(even) : even;
  });
  const range = fieldsOf(experiment).find(({ path }) => path === axis.field)?.range;
  const whole = range?.kind === 'number' && range.integer;
  const written = values.map((value) => (whole ? Math.round(value) : Number(value.toPrecision(12))));
  return [...new Set(written)];
}

/** One run of a sweep. */
export interface Cell {
  /** Index in the sweep: rows of y over columns of x, repeats innermost. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly repeat: number;
}

/** The grid of a sweep. `ys` is one `undefined` if there is one axis. */
export interface Grid {
  readonly xs: readonly AxisValue[];
  readonly ys: readonly (AxisValue | undefined)[];
}

export function gridOf({ axes, experiment }: Sweep): Grid {
  const [x, y] = axes;
  return { xs: axisValues(x!, experiment), ys: y ? axisValues(y, experiment) : [undefined] };
}

/** The number of runs of a sweep. */
export function cellCount(sweep: Sweep): number {
  const { xs, ys } = gridOf(sweep);
  return xs.length * ys.length * sweep.repeats;
}

export function cellAt(sweep: Sweep, grid: Grid, index: number): Cell {
  const { repeats } = sweep;
  const place = Math.floor(index / repeats);
  const columns = grid.xs.length;
  return { index, x: place % columns, y: Math.floor(place / columns), repeat: index % repeats };
}

/** The experiment of a cell. */
export function cellSpec(sweep: Sweep, grid: Grid, { x, y, repeat }: Cell): ExperimentSpec {
  const [first, second] = sweep.axes;
  // y is set first, because it may select the kind that the field x belongs to.
  let spec = sweep.experiment;
  if (second) spec = setField(spec, second.field, grid.ys[y]);
  spec = setField(spec, first!.field, grid.xs[x]);
  // The learning rate schedule depends on the number of steps.
  if (sweep.steps > 0 && !sweep.axes.some(({ field }) => field === 'training.steps')) {
    spec = { ...spec, training: { ...spec.training, steps: sweep.steps } };
  }
  return { ...spec, seed: spec.seed + repeat };
}

/** The number of updates of a cell's run. */
export const stepsOf = ({ steps }: Sweep, spec: ExperimentSpec): number =>
  steps === 0 ? 0 : spec.training.steps;

/** The runs of a sweep, coarse to fine: first a grid of every 2ᵏth cell, then the cells between, and so on. */
export function coarseToFine(sweep: Sweep, grid: Grid): Cell[] {
  const level = (i: number) => (i === 0 ? 32 : Math.log2(i & -i));
  return Array.from({ length: cellCount(sweep) }, (_, index) => cellAt(sweep, grid, index))
    .map((cell) => ({ cell, level: Math.min(level(cell.x), grid.ys.length > 1 ? level(cell.y) : 32) }))
    .sort((a, b) => a.cell.repeat - b.cell.repeat || b.level - a.level || a.cell.index - b.cell.index)
    .map(({ cell }) => cell);
}

/** @throws Problem if there are too many cells, or if the experiment rejects a value */
function checkSweep(sweep: Sweep): void {
  const { axes, repeats, experiment, metric, steps } = sweep;
  const sizes = axes.map((axis) => (axis.spacing === 'list' ? axis.values.length : axis.count));
  const cells = sizes.reduce((product, size) => product * size, repeats);
  if (cells > maxCells) {
    const found = say(
      `${cells} runs (${[...sizes, repeats].join(' × ')})`,
      `${cells} 次运行（${[...sizes, repeats].join(' × ')}）`,
    );
    throw new Problem('tooLarge', { field: 'axes', found, allowed: String(maxCells) });
  }
  if (steps === 0 && !metrics[metric].atInitialization) {
    throw new Problem('mismatch', {
      field: 'metric',
      found: say(
        `“${metrics[metric].title.en}” is not known at step 0`,
        `第 0 步没有“${metrics[metric].title['zh-CN']}”`,
      ),
      allowed: say(
        `${initialMetrics.map(({ en }) => `“${en}”`).join(', ')}, or at least 1 step`,
        `${initialMetrics.map((title) => `“${title['zh-CN']}”`).join('、')}，或至少 1 步`,
      ),
    });
  }
  if (axes[1] && axes[0]!.field === axes[1].field) {
    const again = settingOf(experiment, axes[1].field);
    throw new Problem('mismatch', {
      field: 'axes.1.field',
      found: coded(`${axes[1].field} again`, say(`${again.en} again`, `重复的${again['zh-CN']}`)),
      allowed: coded(
        'another field than axes.0',
        say('another setting than axis 1', '与坐标轴 1 不同的设置'),
      ),
    });
  }
  const grid = gridOf(sweep);
  const refuses = (act: () => unknown): Problem | undefined => {
    try {
      act();
      return undefined;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  };
  const tryCell = (x: number, y: number) => {
    const problem = refuses(() => cellSpec(sweep, grid, { index: 0, x, y, repeat: 0 }));
    if (!problem) return;
    const axis = axes[1] && refuses(() => setField(experiment, axes[1]!.field, grid.ys[y])) ? 1 : 0;
    throw new Problem(problem.code, {
      ...problem.values,
      field: `axes.${axis} (${String(problem.values.field)})`,
    });
  };
  // Values are checked along the edges only; the schema cannot reject a pair of values that it accepts one by one.
  for (const x of grid.xs.keys()) tryCell(x, 0);
  for (const y of grid.ys.keys()) tryCell(0, y);
  for (const [i, axis] of axes.entries()) {
    if (
      fieldsOf(cellSpec(sweep, grid, { index: 0, x: 0, y: 0, repeat: 0 })).some(
        ({ path }) => path === axis.field,
      )
    )
      continue;
    throw new Problem('mismatch', {
      field: `axes.${i}.field`,
      found: coded(axis.field, say(`“${axis.field}”`, `“${axis.field}”`)),
      allowed: enumerated(fieldsOf(experiment).map(({ path, label }) => coded(path, label))),
    });
  }
}

/** What the page calls a setting of an experiment; a name that it does not have is told as it is written. */
function settingOf(experiment: ExperimentSpec, field: string): CodedText {
  const label = fieldsOf(experiment).find(({ path }) => path === field)?.label ?? say(field, field);
  return say(`“${label.en}”`, `“${label['zh-CN']}”`);
}

const initialMetrics = Object.entries(metrics)
  .filter(([, { atInitialization }]) => atInitialization)
  .map(([, { title }]) => title);

import Papa from 'papaparse';
import { csvJson, csvLine, unescapedCell } from '../base/csv';
import { coded, Problem, say } from '../base/problem';
import { type MetricName, metrics } from '../engine/metrics';
import {
  type AxisValue,
  type Cell,
  cellAt,
  cellCount,
  type Grid,
  gridOf,
  parseSweep,
  type Sweep,
} from './sweep';

/** The results file of a sweep, `*.results.csv`: the sweep itself in a comment line, then one row per run. */

/** The metrics of one run of a sweep. */
export interface CellResult {
  /** See `Cell.index`. */
  readonly index: number;
  readonly metrics: Readonly<Record<MetricName, number>>;
}

/** Whether a stored value is the result of one of a sweep's `count` runs. */
export function isCellResult(value: unknown, count: number): value is CellResult {
  const { index, metrics: values } = (value ?? {}) as Partial<CellResult>;
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) return false;
  if (typeof values !== 'object' || values === null) return false;
  return metricNames.every((name) => typeof values[name] === 'number');
}

const mark = '# gradient-lab/sweep ';
const metricNames = Object.keys(metrics) as MetricName[];
const columnsOf = (sweep: Sweep): string[] => [
  ...sweep.axes.map(({ field }) => field),
  'repeat',
  ...metricNames,
];

/** The first lines of a results file. */
export const resultsHead = (sweep: Sweep): string => `${mark}${csvJson(sweep)}\n${csvLine(columnsOf(sweep))}`;

/** Writes a number; a missing number is an empty cell. */
const written = (value: number): string => (Number.isNaN(value) ? '' : String(value));

const valuesOf = (sweep: Sweep, { xs, ys }: Grid, { x, y }: Cell): AxisValue[] =>
  sweep.axes.length > 1 ? [xs[x]!, ys[y]!] : [xs[x]!];

/** The key of a run: the values of its cell, and its repeat. */
export const resultsKey = (sweep: Sweep, grid: Grid, cell: Cell): string =>
  [...valuesOf(sweep, grid, cell), cell.repeat].join(',');

/** Writes the line of a run. */
export function resultsLine(sweep: Sweep, grid: Grid, { index, metrics: values }: CellResult): string {
  const cell = cellAt(sweep, grid, index);
  const head = [...valuesOf(sweep, grid, cell).map(String), cell.repeat];
  return csvLine([...head, ...metricNames.map((name) => written(values[name]))]);
}

/** Writes a whole results file. */
export function serializeResults(sweep: Sweep, cells: Iterable<CellResult>): string {
  const grid = gridOf(sweep);
  return resultsHead(sweep) + Array.from(cells, (cell) => resultsLine(sweep, grid, cell)).join('');
}

/**
 * Reads a results file: its sweep and its runs. A truncated last line is left out.
 * @throws Problem naming the row and column
 */
export function parseResults(text: string, field: string): { sweep: Sweep; cells: CellResult[] } {
  const end = text.indexOf('\n');
  const first = text
    .slice(0, end < 0 ? text.length : end)
    .replace(/^\uFEFF/, '')
    .trim();
  if (!first.startsWith(mark)) {
    throw new Problem('mismatch', {
      field,
      found: say(`its first line does not begin with "${mark.trim()}"`, `首行不以“${mark.trim()}”开头`),
      allowed: say(
        'a results file as written by lab sweep or saved from the map',
        '由 lab sweep 写出或从图中保存的结果文件',
      ),
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(first.slice(mark.length));
  } catch {
    throw new Problem('notJson', { field, found: say('its first line is cut short', '首行不完整') });
  }
  const sweep = parseSweep(value);
  return { sweep, cells: end < 0 ? [] : parseRows(text.slice(end + 1), sweep, field) };
}

function parseRows(body: string, sweep: Sweep, field: string): CellResult[] {
  // Text after the last line break is a line that was not written completely.
  const whole = body.slice(0, body.lastIndexOf('\n') + 1);
  const { data, meta } = Papa.parse<Record<string, string>>(whole, {
    header: true,
    skipEmptyLines: true,
    transform: unescapedCell,
  });
  const expected = columnsOf(sweep);
  const missing = expected.find((column) => !meta.fields?.includes(column));
  if (missing !== undefined) {
    const found = meta.fields?.join(', ') ?? '';
    throw new Problem('mismatch', {
      field,
      found: coded(
        `no column "${missing}" among ${found}`,
        say(`there is no column "${missing}"`, `没有列“${missing}”`),
      ),
      allowed: coded(
        expected.join(', '),
        say('the columns that the map or lab sweep wrote', '相图或 lab sweep 写出的列'),
      ),
    });
  }
  const grid = gridOf(sweep);
  const indices = new Map<string, number>();
  for (let index = 0; index < cellCount(sweep); index++) {
    const cell = cellAt(sweep, grid, index);
    indices.set(resultsKey(sweep, grid, cell), index);
  }
  return data.map((row, i) => {
    const key = expected.slice(0, sweep.axes.length + 1).map((column) => row[column]);
    const index = indices.get(key.join(','));
    const bad = (column: string, allowed: ReturnType<typeof say>) =>
      new Problem('badCell', { field, row: i + 3, column, found: row[column] ?? '', allowed });
    if (index === undefined) throw bad(expected[0]!, say('a cell of the sweep', '该扫描中的格子'));
    const values = metricNames.map((name) => {
      const number = row[name] === '' ? Number.NaN : Number(row[name]);
      if (row[name] !== '' && Number.isNaN(number))
        throw bad(name, say('a number, or nothing', '数字，或留空'));
      return [name, number] as const;
    });
    return { index, metrics: Object.fromEntries(values) as CellResult['metrics'] };
  });
}

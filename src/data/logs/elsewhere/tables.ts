import { Points } from './points';

/** Rows of other programs: of a table, or of JSON. */
export type Row = Readonly<Record<string, unknown>>;

/** The column of the step, best first. */
const stepNames = ['_step', 'step', 'global_step', 'trainer/global_step', 'iteration', 'iter', 'epoch'];

const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const special = {
    nan: Number.NaN,
    infinity: Infinity,
    inf: Infinity,
    '-infinity': -Infinity,
    '-inf': -Infinity,
  };
  const known = special[value.trim().toLowerCase() as keyof typeof special];
  if (known !== undefined) return known;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
};

/** Columns that name a run. */
const runNames = ['run_name', 'run_id', 'run'];

/** Columns that are neither a step nor a number of a module. */
const others = /^(_?timestamp|_runtime|_wandb|time|id|run|run_name|run_id|project)$/i;

/**
 * Collects the numbers of rows by run: wide, with a column for each name, as W&B and trackio export them (also with the metrics of a
 * row as JSON), or long, with the columns `metric` or `key`, `value` and `step`, as MLflow does.
 */
export class TableRuns {
  /** By the run's name; `''` where the table names none. */
  readonly runs = new Map<string, Points>();
  private columns: { step: string; run?: string; key?: string; value?: string } | undefined;

  /**
   * Adds rows. The first ones tell the columns.
   *
   * @returns whether the rows have a step
   */
  add(rows: readonly Row[]): boolean {
    this.columns ??= columnsOf(rows);
    if (!this.columns) return false;
    const { step, run, key, value } = this.columns;
    for (const row of rows) {
      const at = numberOf(row[step]);
      if (at === undefined) continue;
      const name = run === undefined ? '' : String(row[run] ?? '');
      if (key !== undefined && value !== undefined) {
        const number = numberOf(row[value]);
        if (number !== undefined) this.of(name).add(String(row[key]), at, number);
        continue;
      }
      for (const [column, given] of Object.entries(withMetrics(row))) {
        if (column === step || others.test(column)) continue;
        const number = numberOf(given);
        if (number === undefined) continue;
        // W&B's charts name a column `run - metric`, and add its extremes.
        const [, ofRun, metric] = /^(.+) - (.+)$/.exec(column) ?? [undefined, name, column];
        if (!/__(MIN|MAX)$/.test(metric!)) this.of(ofRun!).add(metric!, at, number);
      }
    }
    return true;
  }

  private of(run: string): Points {
    const points = this.runs.get(run) ?? new Points();
    this.runs.set(run, points);
    return points;
  }
}

/** The columns by which rows are read; undefined if they have no step. */
function columnsOf(rows: readonly Row[]) {
  const columns = new Map(
    rows
      .slice(0, 100)
      .flatMap((row) => Object.keys(row))
      .map((key) => [key.toLowerCase(), key]),
  );
  const first = (names: readonly string[]) =>
    names.map((name) => columns.get(name)).find((key) => key !== undefined);
  const step = first(stepNames);
  if (step === undefined) return undefined;
  const [run, key, value] = [first(runNames), first(['metric', 'key']), columns.get('value')];
  return { step, ...(run && { run }), ...(key && { key }), ...(value && { value }) };
}

/** A row with the metrics that it holds as JSON. */
function withMetrics(row: Row): Row {
  const { metrics, ...rest } = row;
  const inner = typeof metrics === 'string' ? parsed(metrics) : metrics;
  return typeof inner === 'object' && inner !== null ? { ...rest, ...(inner as Row) } : row;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A line of JSON as a row; undefined if it is none. */
export function rowOfLine(text: string): Row | undefined {
  const row = parsed(text);
  return isRow(row) ? row : undefined;
}

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);

/** The rows of a JSON export: a list, or MLflow's `{"metrics": […]}`. Undefined if it is none. */
export function rowsOfJson(text: string): readonly Row[] | undefined {
  const whole = parsed(text);
  const list = Array.isArray(whole) ? whole : (whole as Row | undefined)?.metrics;
  return Array.isArray(list) && list.length > 0 && list.every(isRow) ? list : undefined;
}

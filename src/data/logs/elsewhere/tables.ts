import type { Points } from './points';

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

/**
 * Adds the numbers of rows: wide, with a column for each name, as W&B and trackio export them (also with the metrics of a row as
 * JSON), or long, with the columns `metric` or `key`, `value` and `step`, as MLflow does.
 *
 * @returns whether the rows have a step
 */
export function addRows(rows: readonly Row[], points: Points): boolean {
  const columns = new Map(
    [...new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row)))].map((key) => [
      key.toLowerCase(),
      key,
    ]),
  );
  const step = stepNames.map((name) => columns.get(name)).find((key) => key !== undefined);
  if (step === undefined) return false;
  const key = columns.get('metric') ?? columns.get('key');
  const value = columns.get('value');
  for (const row of rows) {
    const at = numberOf(row[step]);
    if (at === undefined) continue;
    if (key !== undefined && value !== undefined) {
      const number = numberOf(row[value]);
      if (number !== undefined) points.add(String(row[key]), at, number);
      continue;
    }
    for (const [name, given] of Object.entries(withMetrics(row))) {
      if (name === step || /^(_?timestamp|_runtime|_wandb|time|id|run|run_name|run_id)$/i.test(name))
        continue;
      // W&B's charts name a column `run - metric`, and add its extremes.
      const metric = name.replace(/^.* - /, '');
      const number = numberOf(given);
      if (number !== undefined && !/__(MIN|MAX)$/.test(metric)) points.add(metric, at, number);
    }
  }
  return true;
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

/** The rows of a JSON export: a list, MLflow's `{"metrics": […]}`, or one object a line. Undefined if it is none. */
export function rowsOfJson(text: string): readonly Row[] | undefined {
  const whole = parsed(text);
  const list = Array.isArray(whole) ? whole : (whole as Row | undefined)?.metrics;
  const rows = Array.isArray(list)
    ? list
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(parsed);
  const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);
  return rows.length > 0 && rows.every(isRow) ? rows : undefined;
}

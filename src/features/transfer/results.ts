import { csvText } from '../../charts';
import { bootstrapInterval, compareRuns, median, type Paired } from '../../engine/statistics';
import {
  type TransferOutcome,
  type TransferRow,
  transferColumns,
  transferTable,
} from '../../engine/transfer/outcomes';
import { methodName, type TransferSpec } from '../../schema/transfer';

/** Where the numbers are from: the run on screen, its repeats, or the sweep's runs at one of its values. */
export type Source = { readonly kind: 'live' | 'seeds' } | { readonly kind: 'sweep'; readonly place: number };

/** The numbers of a method, a row for each seed that has been run. */
export interface Result {
  readonly method: number;
  readonly name: string;
  readonly rows: readonly TransferRow[];
}

export type Measure = Exclude<(typeof transferColumns)[number], 'divergedAt'>;

const withoutSweep = ({ sweep: _, ...rest }: TransferSpec): TransferSpec => rest;

/** Every row of what has been run. */
export function rowsOf(
  spec: TransferSpec,
  source: Source,
  outcomes: readonly TransferOutcome[],
): TransferRow[] {
  if (source.kind !== 'sweep') {
    const seeds = Math.max(spec.seeds, ...outcomes.map(({ index }) => index + 1));
    return transferTable({ ...withoutSweep(spec), seeds }, outcomes);
  }
  const values = spec.sweep!.values.length;
  const there = outcomes.filter(({ index }) => index % values === source.place);
  const seeds = Math.max(spec.seeds, ...there.map(({ index }) => Math.floor(index / values) + 1));
  return transferTable({ ...spec, seeds }, there);
}

/** One number, of several seeds the median with its 95 % bootstrap interval. */
export interface Told {
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly count: number;
}

/** A measure of a result; undefined where nothing is known. */
export function tell({ rows }: Result, measure: Measure): Told | undefined {
  const finite = rows.map((row) => row[measure]).filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const interval = finite.length > 1 ? bootstrapInterval(finite) : { low: undefined, high: undefined };
  return { value: median(finite), ...interval, count: finite.length };
}

/** A method's accuracy on the target against source only, seed by seed; undefined with fewer than two seeds, and against itself. */
export function against(
  { methods }: TransferSpec,
  results: readonly Result[],
  result: Result,
): Paired | undefined {
  const plain = results[methods.findIndex(({ kind }) => kind === 'sourceOnly')];
  if (!plain || plain === result) return undefined;
  const seedOf = ({ run }: TransferRow) => run.transfer.source.seed;
  const before = new Map(plain.rows.map((row) => [seedOf(row), row.targetAccuracy]));
  const both = result.rows.filter((row) => before.has(seedOf(row)));
  if (both.length < 2) return undefined;
  return compareRuns(
    both.map((row) => before.get(seedOf(row))!),
    both.map((row) => row.targetAccuracy),
    'more',
  );
}

/** The numbers as a file: one line a method and run, in full precision; of a sweep, all its values. */
export function resultsFile(spec: TransferSpec, kind: Source['kind'], rows: readonly TransferRow[]): string {
  const over = kind === 'sweep' ? [spec.sweep!.over] : [];
  const lines = rows.map((row) => [
    ...(kind === 'sweep' ? [row.run.value ?? 'all'] : []),
    row.run.transfer.source.seed,
    methodName(spec.methods[row.method]!),
    ...transferColumns.map((column) => (Number.isNaN(row[column]) ? '' : row[column])),
  ]);
  return csvText([[...over, 'seed', 'method', ...transferColumns], ...lines]);
}

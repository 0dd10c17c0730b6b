import { csvText } from '../../base/csv';
import { beatsConstant } from '../../engine/numeric/accuracy';
import { cellOf, noteOf, type Score } from '../../engine/numeric/score';
import type { Judged } from '../../engine/statistics/family';
import { judgeAgainst } from '../../engine/statistics/judgeAgainst';
import {
  type TransferOutcome,
  type TransferRow,
  transferColumns,
  transferTable,
} from '../../engine/transfer/outcomes';
import { methodName, type TransferSpec } from '../../schema/transfer';

/** The source of the numbers: the run on screen, its repeats, or the sweep's runs at one of its values. */
export type RunSelection =
  | { readonly kind: 'live' | 'seeds' }
  | { readonly kind: 'sweep'; readonly place: number };

/** A method's numbers, one row for each finished seed. */
export interface Result {
  readonly method: number;
  /** What sets it apart. */
  readonly name: string;
  /** Its kind and settings. */
  readonly fullName: string;
  readonly rows: readonly TransferRow[];
}

export type Measure = Exclude<(typeof transferColumns)[number], 'divergedAt'>;

const withoutSweep = ({ sweep: _, ...rest }: TransferSpec): TransferSpec => rest;

/** All rows of the finished runs. */
export function rowsOf(
  spec: TransferSpec,
  source: RunSelection,
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

/** A measure of a result, one score for each finished seed. */
export const scoresIn = ({ rows }: Result, measure: Measure): readonly Score[] =>
  rows.map((row) => row[measure]);

/**
 * Every method's accuracy on the target compared with source only, seed by seed, with one joint correction; undefined for
 * source only itself.
 */
export function judgeAll(
  { methods, seeds }: TransferSpec,
  results: readonly Result[],
): readonly (Judged | undefined)[] {
  const seedOf = ({ run }: TransferRow) => run.transfer.source.seed;
  const run = [...new Set(results.flatMap(({ rows }) => rows.map(seedOf)))];
  const bySeed = results.map(({ rows }) => {
    const of = new Map(rows.map((row) => [seedOf(row), row]));
    return run.map((seed) => of.get(seed));
  });
  return judgeAgainst(
    bySeed.map((rows) => rows.map((row) => row?.targetAccuracy ?? 'notRun')),
    methods.findIndex(({ kind }) => kind === 'sourceOnly'),
    'more',
    seeds,
    bySeed.map((rows) => rows.map((row) => beatsConstant(row?.targetAccuracy, row?.bestConstant))),
  );
}

/** The numbers as a file, with one line for each method and run, in full precision. For a sweep, all its values. */
export function resultsFile(
  spec: TransferSpec,
  kind: RunSelection['kind'],
  rows: readonly TransferRow[],
): string {
  const over = kind === 'sweep' ? [spec.sweep!.over] : [];
  const lines = rows.map((row) => [
    ...(kind === 'sweep' ? [row.run.value ?? 'all'] : []),
    row.run.transfer.source.seed,
    methodName(spec.methods[row.method]!),
    ...transferColumns.map((column) => cellOf(row[column])),
    noteOf(row.targetAccuracy),
  ]);
  return csvText([[...over, 'seed', 'method', ...transferColumns, 'note'], ...lines]);
}

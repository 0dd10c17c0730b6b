import { type TransferRun, type TransferSpec, transferRuns } from '../../schema/transfer';
import { bootstrapInterval, median } from '../statistics';
import type { LearnerReport } from './learner';

/** What one run came to. */
export interface TransferOutcome {
  /** See `TransferRun.index`. */
  readonly index: number;
  /** In the file's order. */
  readonly methods: readonly LearnerReport[];
}

/** The numbers of a method at the end of one run. */
export interface TransferRow {
  readonly run: TransferRun;
  readonly method: number;
  readonly targetAccuracy: number;
  readonly targetLoss: number;
  /** What is left on the source: forgetting. */
  readonly sourceAccuracy: number;
  readonly sourceLoss: number;
  /** The step at which it diverged; NaN where it did not. */
  readonly divergedAt: number;
}

export const transferColumns = [
  'targetAccuracy',
  'targetLoss',
  'sourceAccuracy',
  'sourceLoss',
  'divergedAt',
] as const satisfies readonly (keyof TransferRow)[];

/** Every method of every run that is there, in the order of the runs. A network that diverged has no accuracy. */
export function transferTable(transfer: TransferSpec, outcomes: readonly TransferOutcome[]): TransferRow[] {
  const values = transfer.sweep?.values.length ?? 1;
  // There may be repeats beyond those that are asked for by now.
  const seeds = Math.max(transfer.seeds, ...outcomes.map(({ index }) => Math.floor(index / values) + 1));
  const runs = transferRuns({ ...transfer, seeds });
  return [...outcomes]
    .sort((a, b) => a.index - b.index)
    .flatMap(({ index, methods }) =>
      methods.map(({ points, divergence }, method) => {
        const last = divergence ? undefined : points.at(-1);
        return {
          run: runs[index]!,
          method,
          targetAccuracy: last?.target.accuracy ?? Number.NaN,
          targetLoss: last?.target.loss ?? Number.NaN,
          sourceAccuracy: last?.source.accuracy ?? Number.NaN,
          sourceLoss: last?.source.loss ?? Number.NaN,
          divergedAt: divergence?.step ?? Number.NaN,
        };
      }),
    );
}

/** A method at one value of the sweep, over the seeds. */
export interface CurvePoint {
  /** Undefined where there is no sweep; null for all labels. */
  readonly value: number | null | undefined;
  readonly median: number;
  /** The 95 % bootstrap interval of the median. */
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
  readonly diverged: number;
}

/** For each method a point for each value of the sweep (one where there is none). */
export function transferCurves(
  transfer: TransferSpec,
  outcomes: readonly TransferOutcome[],
  of: 'targetAccuracy' | 'sourceAccuracy' = 'targetAccuracy',
): CurvePoint[][] {
  const table = transferTable(transfer, outcomes);
  const values = transfer.sweep?.values ?? [undefined];
  return transfer.methods.map((_, method) =>
    values.map((value, place) => {
      const rows = table.filter((row) => row.method === method && row.run.index % values.length === place);
      const numbers = rows.map((row) => row[of]);
      return {
        value,
        median: median(numbers),
        ...intervalOf(numbers),
        seeds: rows.length,
        diverged: rows.filter(({ divergedAt }) => !Number.isNaN(divergedAt)).length,
      };
    }),
  );
}

/** Intervals that were asked for before: a run that comes in changes those of one value alone. */
const known = new Map<string, ReturnType<typeof bootstrapInterval>>();
const mostKnown = 5000;

function intervalOf(numbers: readonly number[]): ReturnType<typeof bootstrapInterval> {
  const key = numbers.join();
  const found = known.get(key) ?? bootstrapInterval(numbers);
  if (known.size >= mostKnown) known.clear();
  known.set(key, found);
  return found;
}

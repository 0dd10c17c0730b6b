import { type TransferRun, type TransferSpec, transferRuns } from '../../schema/transfer';
import type { Score } from '../numeric/score';
import { type Summary, summarizeScores } from '../statistics/summary';
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
  readonly targetAccuracy: Score;
  readonly targetLoss: Score;
  /** What is left on the source: forgetting. */
  readonly sourceAccuracy: Score;
  readonly sourceLoss: Score;
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
        const last = points.at(-1);
        const scored = (score: Score | undefined): Score => (divergence ? 'diverged' : (score ?? 'notRun'));
        return {
          run: runs[index]!,
          method,
          targetAccuracy: scored(last?.target.accuracy),
          targetLoss: scored(last?.target.loss),
          sourceAccuracy: scored(last?.source.accuracy),
          sourceLoss: scored(last?.source.loss),
          divergedAt: divergence?.step ?? Number.NaN,
        };
      }),
    );
}

/** A method at one value of the sweep, over the seeds. */
export interface CurvePoint {
  /** Undefined where there is no sweep; null for all labels. */
  readonly value: number | null | undefined;
  /** Of the runs that have a number; undefined where none has. */
  readonly summary: Summary | undefined;
  readonly seeds: number;
  readonly diverged: number;
  /** Runs that answer all samples alike, to float32's precision. */
  readonly constant: number;
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
      const scores = rows.map((row) => row[of]);
      return {
        value,
        summary: summarizeScores(scores),
        seeds: rows.length,
        diverged: rows.filter(({ divergedAt }) => !Number.isNaN(divergedAt)).length,
        constant: scores.filter((score) => score === 'constant').length,
      };
    }),
  );
}

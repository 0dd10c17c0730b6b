import { type TransferRun, type TransferSpec, transferRuns } from '../../schema/transfer';
import type { Score } from '../numeric/score';
import { type Summary, summarizeScores } from '../statistics/summary';
import type { LearnerReport } from './learner';

/** The result of one run. */
export interface TransferOutcome {
  /** See `TransferRun.index`. */
  readonly index: number;
  /** One report per method, in the file's order. */
  readonly methods: readonly LearnerReport[];
}

/** The numbers of a method at the end of one run. */
export interface TransferRow {
  readonly run: TransferRun;
  readonly method: number;
  readonly targetAccuracy: Score;
  readonly targetLoss: Score;
  /** The highest accuracy that constant outputs can have on the target. */
  readonly bestConstant: number | undefined;
  /** The accuracy on the source after adaptation. A drop is forgetting. */
  readonly sourceAccuracy: Score;
  readonly sourceLoss: Score;
  /** The step at which the network diverged; NaN if it did not. */
  readonly divergedAt: number;
}

export const transferColumns = [
  'targetAccuracy',
  'targetLoss',
  'sourceAccuracy',
  'sourceLoss',
  'divergedAt',
] as const satisfies readonly (keyof TransferRow)[];

/** One row per method of every finished run, in the order of the runs. A network that diverged has no accuracy. */
export function transferTable(transfer: TransferSpec, outcomes: readonly TransferOutcome[]): TransferRow[] {
  const values = transfer.sweep?.values.length ?? 1;
  // Runs may exist for more seeds than the transfer now requests.
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
          bestConstant: last?.target.bestConstant,
          sourceAccuracy: scored(last?.source.accuracy),
          sourceLoss: scored(last?.source.loss),
          divergedAt: divergence?.step ?? Number.NaN,
        };
      }),
    );
}

/** The results of a method at one value of the sweep, over the seeds. */
export interface CurvePoint {
  /** Undefined without a sweep; null for all labels. */
  readonly value: number | null | undefined;
  /** Summarizes the runs that have a number; undefined if none has one. */
  readonly summary: Summary | undefined;
  readonly seeds: number;
  readonly diverged: number;
  /** Number of runs with the same outputs for all samples, to float32's precision. */
  readonly constant: number;
}

/** One curve per method, with one point per value of the sweep (a single point without a sweep). */
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

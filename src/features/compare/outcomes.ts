import type { MetricName } from '../../engine/metrics';
import { beatsConstant } from '../../engine/numeric/accuracy';
import type { Score } from '../../engine/numeric/score';
import type { Judged } from '../../engine/statistics/family';
import { judgeAgainst } from '../../engine/statistics/judgeAgainst';
import { type RunSummary, scoresOf, type TaskScore, taskScoresOf } from '../../engine/summary';
import type { ComparedRun } from '../../store/compare';

/** The metrics of the table, and whether a higher value of each is better. */
export const tableMetrics = {
  accuracy: 'more',
  testLoss: 'less',
  trainLoss: 'less',
  signalRatio: undefined,
} as const satisfies Partial<Record<MetricName, 'more' | 'less' | undefined>>;
export type TableMetric = keyof typeof tableMetrics;

/** A metric for each seed, `notRun` for a seed that has not been run. Without repeats, the watched run's metric. */
export function outcomes({ spec, repeats, live }: ComparedRun, metric: MetricName): readonly Score[] {
  const of = (summary: RunSummary | undefined): Score =>
    summary ? scoresOf(spec, summary)[metric] : 'notRun';
  return repeats.length > 0 ? repeats.map(of) : [live?.train || live?.divergence ? of(live) : 'notRun'];
}

/** AUC, RMSE and R² for each seed; without repeats, of the watched run. */
export const taskScoresOfRun = ({ repeats, live }: ComparedRun): readonly Record<TaskScore, Score>[] =>
  (repeats.length > 0 ? repeats : [live]).map((summary) =>
    summary ? taskScoresOf(summary) : { auc: 'notRun', rmse: 'notRun', rSquared: 'notRun' },
  );

/** The run's first finished seed, or the watched run. */
const anyOf = ({ repeats, live }: ComparedRun): RunSummary | undefined =>
  repeats.find((summary) => summary !== undefined) ?? live;

/** The number of samples in a run's accuracy. */
export function samplesOf(run: ComparedRun): number | undefined {
  const confusion = countedIn(anyOf(run));
  return confusion && sum(confusion);
}

/** The confusion matrix of the samples that a run's accuracy is of; undefined for a regression. */
function countedIn(summary: RunSummary | undefined): Int32Array | undefined {
  const counted =
    summary?.test?.confusion.length && sum(summary.test.confusion) > 0 ? summary.test : summary?.train;
  return counted && counted.confusion.length > 0 ? counted.confusion : undefined;
}

/** The share of the most frequent true class: the highest accuracy that constant outputs can have. */
function bestConstant(summary: RunSummary | undefined): number | undefined {
  const confusion = countedIn(summary);
  if (!confusion) return undefined;
  const classes = Math.sqrt(confusion.length);
  const byClass = Array.from({ length: classes }, (_, k) =>
    sum(confusion.subarray(k * classes, (k + 1) * classes)),
  );
  return Math.max(...byClass) / sum(confusion);
}

const sum = (counts: Int32Array): number => counts.reduce((total, count) => total + count, 0);

/** The metric for comparing runs: the accuracy, or the test loss of a regression. */
export function judgedBy(runs: readonly ComparedRun[]): TableMetric {
  const classified = runs.some((run) => (anyOf(run)?.train?.confusion.length ?? 0) > 0);
  return classified ? 'accuracy' : 'testLoss';
}

/** Each run compared with the first seed by seed, with one joint correction; undefined for the first. */
export function judgeAll(runs: readonly ComparedRun[], seeds: number): readonly (Judged | undefined)[] {
  const metric = judgedBy(runs);
  const repeated = runs[0] !== undefined && runs[0].repeats.length > 0;
  return judgeAgainst(
    runs.map((run) => outcomes(run, metric)),
    repeated ? 0 : -1,
    tableMetrics[metric]!,
    seeds,
    runs.map((run) =>
      outcomes(run, 'accuracy').map((accuracy, i) => beatsConstant(accuracy, bestConstant(run.repeats[i]))),
    ),
  );
}

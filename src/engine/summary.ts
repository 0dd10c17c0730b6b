import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { type MetricName, metrics, type Outcome } from './metrics';
import { numberOf, type Score, scoreOf } from './numeric/score';
import { layerCount, layerIndex, runIndex, type TelemetryFrame } from './telemetry';
import type { Divergence, Evaluation } from './trainer';

/** The maximum number of points on each curve of a summary. */
export const pointsKept = 200;

/** The quantities that a summary keeps as curves over the steps. */
export const curves = ['loss', 'accuracy', 'testLoss', 'testAccuracy', 'signalRatio'] as const;
export type Curve = (typeof curves)[number];

/**
 * The summary of a run: some curves, the first and the last recorded step, and the final evaluations. It takes a few
 * kilobytes, however long the run is.
 */
export interface RunSummary {
  /** The recorded steps, at most `pointsKept` of them. */
  readonly steps: Float64Array;
  /** One number for each step; NaN if the test set was not evaluated at it. `signalRatio` is ‖δ¹‖ / ‖δᴸ‖. */
  readonly curves: Readonly<Record<Curve, Float64Array>>;
  readonly first: TelemetryFrame;
  readonly last: TelemetryFrame;
  /** The evaluations after the last update; undefined if there are none. */
  readonly train: Evaluation | undefined;
  readonly test: Evaluation | undefined;
  readonly divergence: Divergence | undefined;
}

/**
 * The number of steps between two points of a run's curves. It is large enough for at most `pointsKept` points. It is a
 * divisor or a multiple of `evaluateEvery`, so that the curves contain evaluations on the test set.
 */
export function summaryEvery(spec: ExperimentSpec, steps: number): number {
  const every = Math.max(1, Math.ceil(steps / pointsKept));
  const { evaluateEvery } = spec.telemetry;
  if (every > evaluateEvery) return Math.ceil(every / evaluateEvery) * evaluateEvery;
  let divisor = every;
  while (evaluateEvery % divisor !== 0) divisor++;
  return divisor;
}

/**
 * Summarizes a run.
 * @param frames frames of some of its recorded steps, oldest first; at least one
 */
export function summarize(
  spec: ExperimentSpec,
  frames: readonly TelemetryFrame[],
  end: Pick<RunSummary, 'train' | 'test' | 'divergence'>,
): RunSummary {
  const top = layerCount(spec) - 2;
  const evaluated = runIndex('evaluated');
  const curve = (of: (frame: TelemetryFrame) => number) => Float64Array.from(frames, of);
  const ifTested = (quantity: 'testLoss' | 'testAccuracy') =>
    curve((frame) => (frame[evaluated] === 1 ? frame[runIndex(quantity)]! : Number.NaN));
  return {
    steps: curve((frame) => frame[runIndex('step')]!),
    curves: {
      loss: curve((frame) => frame[runIndex('loss')]!),
      accuracy: curve((frame) => frame[runIndex('accuracy')]!),
      testLoss: ifTested('testLoss'),
      testAccuracy: ifTested('testAccuracy'),
      signalRatio: curve(
        (frame) => frame[layerIndex(0, 'signalNorm')]! / frame[layerIndex(top, 'signalNorm')]!,
      ),
    },
    first: frames[0]!.slice(),
    last: frames.at(-1)!.slice(),
    ...end,
  };
}

/** The number of updates of a run, at least 1: its last measurement stands before the last one. */
export const updatesIn = ({ last }: Pick<RunSummary, 'last'>): number => last[runIndex('step')]! + 1;

/** The values of all metrics for a run. */
export function measureRun(spec: ExperimentSpec, summary: RunSummary): Record<MetricName, number> {
  const { first, train, test, divergence } = summary;
  const tested = test && !Number.isNaN(test.loss) ? test : train;
  const outcome: Outcome = {
    depth: hiddenLayers(spec.network).length,
    first: (layer, quantity) => first[layerIndex(layer, quantity)]!,
    trainLoss: train?.loss ?? Number.NaN,
    testLoss: test?.loss ?? Number.NaN,
    accuracy: numberOf(tested?.accuracy ?? 'undefined'),
    divergedAt: divergence?.step,
  };
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => [name, metric.of(outcome)]),
  ) as Record<MetricName, number>;
}

/**
 * The scores of all metrics for a run. Metrics that are measured at initialization have a value even if the run
 * diverged later, and so does `divergedAt`. The other metrics of a diverged run have the score `diverged`, whatever its
 * last finite numbers were.
 */
export function scoresOf(spec: ExperimentSpec, summary: RunSummary): Record<MetricName, Score> {
  const numbers = measureRun(spec, summary);
  const tested = summary.test && !Number.isNaN(summary.test.loss) ? summary.test : summary.train;
  const scoreNamed = (name: MetricName): Score => {
    if (metrics[name].atInitialization || name === 'divergedAt') return scoreOf(numbers[name], 'undefined');
    if (summary.divergence) return 'diverged';
    if (name === 'accuracy') return tested?.accuracy ?? 'undefined';
    return scoreOf(numbers[name], 'undefined');
  };
  return Object.fromEntries(
    (Object.keys(metrics) as MetricName[]).map((name) => [name, scoreNamed(name)]),
  ) as Record<MetricName, Score>;
}

/** The scores that only some tasks have: AUC of two classes; RMSE in the target's own unit, and R², of regression. */
export const taskScores = ['auc', 'rmse', 'rSquared'] as const;
export type TaskScore = (typeof taskScores)[number];

/** These scores after the last update, on the test samples if there are any. */
export function taskScoresOf({ train, test, divergence }: RunSummary): Record<TaskScore, Score> {
  const tested = test && !Number.isNaN(test.loss) ? test : train;
  // Summaries of earlier versions, which rooms may have kept, lack some.
  const of = (name: TaskScore): Score => (divergence ? 'diverged' : (tested?.[name] ?? 'undefined'));
  return { auc: of('auc'), rmse: of('rmse'), rSquared: of('rSquared') };
}

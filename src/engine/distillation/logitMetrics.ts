import { accuracyOf, bestConstantAccuracy } from '../numeric/accuracy';
import { argmax, noClass } from '../numeric/argmax';
import { constantOutputs } from '../numeric/constantOutputs';
import { type NoScore, type Score, scoreOf } from '../numeric/score';
import { logSoftmax, softmax } from '../numeric/softmax';

/** Number of bins in a reliability diagram. */
const bins = 10;

/** Metrics of a network's logits on some samples, compared with the labels and the teacher's logits. */
export interface LogitMetrics {
  /** Share of correct answers. */
  readonly accuracy: Score;
  /** Cross-entropy against the labels, in nats. */
  readonly loss: Score;
  /** Share of samples on which the network and its teacher give the same answer, right or wrong. */
  readonly agreement: Score;
  /** Mean KL(teacher ‖ student) at T = 1, in nats. */
  readonly divergence: Score;
  /** Expected calibration error: mean |accuracy − confidence| over bins of confidence (Guo et al. 2017, eq. 3). */
  readonly calibrationError: Score;
  /**
   * The calibration error that this many answers with these confidences would have on average if they were perfectly
   * calibrated.
   */
  readonly calibrationByChance: Score;
  /** The highest accuracy that constant outputs can have on these samples; NaN if nothing was evaluated. */
  readonly bestConstant: number;
  /** Number of samples. */
  readonly samples: number;
}

export const logitMetricNames = ['accuracy', 'loss', 'agreement', 'divergence', 'calibrationError'] as const;
export type LogitMetricName = (typeof logitMetricNames)[number];

/** The metrics of a network that has no number for any of them, all for the same reason. */
export const noLogitMetrics = (why: NoScore, samples = 0): LogitMetrics => ({
  accuracy: why,
  loss: why,
  agreement: why,
  divergence: why,
  calibrationError: why,
  calibrationByChance: why,
  bestConstant: Number.NaN,
  samples,
});

/**
 * Compares logits with the labels and with the teacher's logits. If a logit is not finite, no metric has a number. If
 * the outputs are constant to float32's precision, the metrics that depend on the largest class have none.
 * @param logits and teacher `[rows, classes]`; without a teacher, agreement and divergence are undefined
 */
export function logitMetrics(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  teacher?: ArrayLike<number>,
): LogitMetrics {
  const rows = labels.length;
  const accuracy = accuracyOf(logits, labels, classes);
  if (accuracy === 'diverged') return noLogitMetrics('diverged', rows);
  const p = softmax(logits, classes);
  const q = teacher && softmax(teacher, classes);
  let [loss, agreed, divergence] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    loss -= logSoftmax(logits, row, classes, labels[row]!);
    if (!q) continue;
    if (argmax(logits, row, classes) === argmax(teacher, row, classes)) agreed++;
    for (let k = 0; k < classes; k++) {
      const share = q[row * classes + k]!;
      if (share > 0) divergence += share * (Math.log(share) - logSoftmax(logits, row, classes, k));
    }
  }
  const constant = accuracy === 'constant';
  const bins = reliability(p, labels, classes);
  return {
    accuracy,
    loss: scoreOf(loss / rows, 'undefined'),
    agreement: !q ? 'undefined' : constant || constantOutputs(teacher, classes) ? 'constant' : agreed / rows,
    // If both answer alike, rounding leaves a value slightly above or below 0.
    divergence: q ? scoreOf(Math.max(0, divergence / rows), 'undefined') : 'undefined',
    calibrationError: constant ? 'constant' : scoreOf(calibrationError(bins), 'undefined'),
    calibrationByChance: constant ? 'constant' : scoreOf(calibrationByChance(bins), 'undefined'),
    bestConstant: bestConstantAccuracy(labels),
    samples: rows,
  };
}

/** One bin of answers with similar confidence. */
export interface ReliabilityBin {
  /** Mean probability of the answers in the bin. */
  readonly confidence: number;
  /** Share of correct answers. */
  readonly accuracy: number;
  readonly count: number;
  /**
   * Σ c (1 − c) over the bin's confidences c: the variance of the number of correct answers under perfect calibration.
   */
  readonly variance: number;
}

/**
 * How often the answers at each confidence are right: ten bins of equal width, without empty ones.
 * @param probabilities `[rows, classes]`
 */
export function reliability(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0, count: 0, variance: 0 }));
  for (let row = 0; row < labels.length; row++) {
    const answer = argmax(probabilities, row, classes);
    if (answer === noClass) continue;
    const confidence = probabilities[row * classes + answer]!;
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))]!;
    bin.confidence += confidence;
    bin.variance += confidence * (1 - confidence);
    bin.count++;
    if (answer === labels[row]) bin.right++;
  }
  return sums
    .filter(({ count }) => count > 0)
    .map(({ confidence, right, count, variance }) => ({
      confidence: confidence / count,
      accuracy: right / count,
      count,
      variance,
    }));
}

export function calibrationError(all: readonly ReliabilityBin[]): number {
  const rows = all.reduce((sum, { count }) => sum + count, 0);
  return all.reduce(
    (sum, { confidence, accuracy, count }) => sum + (count / rows) * Math.abs(accuracy - confidence),
    0,
  );
}

/**
 * The calibration error due to chance alone: its mean if each answer is right with exactly its stated probability. It
 * is the bias of the estimate, and it grows as bins hold fewer samples (Bröcker 2012; Roelofs et al. 2022). E|Σ (right
 * − c)| of each bin comes from the normal distribution, √(2v / π); for small v it is at most 2v.
 */
export function calibrationByChance(all: readonly ReliabilityBin[]): number {
  const rows = all.reduce((sum, { count }) => sum + count, 0);
  return all.reduce(
    (sum, { variance }) => sum + Math.min(Math.sqrt((2 * variance) / Math.PI), 2 * variance) / rows,
    0,
  );
}

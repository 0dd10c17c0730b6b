import { accuracyOf } from '../numeric/accuracy';
import { argmax, noClass } from '../numeric/argmax';
import { constantOutputs } from '../numeric/constantOutputs';
import { type NoScore, type Score, scoreOf } from '../numeric/score';
import { logSoftmax, softmax } from '../numeric/softmax';

/** Bins of a reliability diagram. */
const bins = 10;

/** Metrics of a network’s logits on some samples, against the labels and the teacher’s logits. */
export interface LogitMetrics {
  /** Share of right answers. */
  readonly accuracy: Score;
  /** Cross-entropy against the labels, in nats. */
  readonly loss: Score;
  /** Share of samples on which it answers as its teacher does, right or wrong. */
  readonly agreement: Score;
  /** Mean KL(teacher ‖ student) at T = 1, in nats. */
  readonly divergence: Score;
  /** Expected calibration error: mean |accuracy − confidence| over bins of confidence (Guo et al. 2017, eq. 3). */
  readonly calibrationError: Score;
  /** What the calibration error of so many answers of these confidences would be, on average, if they were perfectly calibrated. */
  readonly calibrationByChance: Score;
  /** Samples that it was measured on. */
  readonly samples: number;
}

export const logitMetricNames = ['accuracy', 'loss', 'agreement', 'divergence', 'calibrationError'] as const;
export type LogitMetricName = (typeof logitMetricNames)[number];

/** What every measure of a network is, where it has none for one reason. */
export const noLogitMetrics = (why: NoScore, samples = 0): LogitMetrics => ({
  accuracy: why,
  loss: why,
  agreement: why,
  divergence: why,
  calibrationError: why,
  calibrationByChance: why,
  samples,
});

/**
 * Measures logits against labels and the teacher's logits. Logits that are not finite have no measure at all; of outputs that
 * are constant to float32's precision, what depends on which class is the largest has none.
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
    // Of two that answer alike, rounding leaves it a hair off 0, below as well as above.
    divergence: q ? scoreOf(Math.max(0, divergence / rows), 'undefined') : 'undefined',
    calibrationError: constant ? 'constant' : scoreOf(calibrationError(bins), 'undefined'),
    calibrationByChance: constant ? 'constant' : scoreOf(calibrationByChance(bins), 'undefined'),
    samples: rows,
  };
}

/** The answers of like confidence. */
export interface ReliabilityBin {
  /** Mean probability of the answer given. */
  readonly confidence: number;
  /** Share of right answers. */
  readonly accuracy: number;
  readonly count: number;
  /** Σ c (1 − c) over its confidences c: the variance of the number of right answers, were they perfectly calibrated. */
  readonly variance: number;
}

/**
 * How often answers of a confidence are right: ten bins of equal width, empty ones left out.
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
 * The calibration error that chance alone makes: its mean where each answer is right with just the probability that it was given.
 * The bias of the estimate, which is the larger the fewer samples fall into a bin (Bröcker 2012; Roelofs et al. 2022). In each
 * bin E|Σ (right − c)| by the normal distribution, √(2v / π), which for small v is no more than 2v.
 */
export function calibrationByChance(all: readonly ReliabilityBin[]): number {
  const rows = all.reduce((sum, { count }) => sum + count, 0);
  return all.reduce(
    (sum, { variance }) => sum + Math.min(Math.sqrt((2 * variance) / Math.PI), 2 * variance) / rows,
    0,
  );
}

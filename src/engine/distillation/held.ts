import { largest, soften } from './methods/soften';

/** Bins of a reliability diagram. */
const bins = 10;

/** What a network answers on some samples, against their labels and its teacher's answers. */
export interface Held {
  /** Share of right answers. */
  readonly accuracy: number;
  /** Cross-entropy against the labels, in nats. */
  readonly loss: number;
  /** Share of samples on which it answers as its teacher does, right or wrong. */
  readonly agreement: number;
  /** Mean KL(teacher ‖ student) at T = 1, in nats. */
  readonly divergence: number;
  /** Expected calibration error: mean |accuracy − confidence| over bins of confidence (Guo et al. 2017, eq. 3). */
  readonly calibrationError: number;
}

export const heldQuantities = ['accuracy', 'loss', 'agreement', 'divergence', 'calibrationError'] as const;

/**
 * Measures logits against labels and the teacher's logits.
 * @param logits and teacher `[rows, classes]`; without a teacher, agreement and divergence are NaN
 */
export function hold(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  teacher?: ArrayLike<number>,
): Held {
  const rows = labels.length;
  const p = soften(logits, classes, 1);
  const q = teacher && soften(teacher, classes, 1);
  let [right, loss, agreed, divergence] = [0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const answer = largest(logits, row, classes);
    if (answer === labels[row]) right++;
    loss -= logProbability(logits, row, classes, labels[row]!);
    if (!q) continue;
    if (answer === largest(teacher, row, classes)) agreed++;
    for (let k = 0; k < classes; k++) {
      const share = q[row * classes + k]!;
      if (share > 0) divergence += share * (Math.log(share) - logProbability(logits, row, classes, k));
    }
  }
  return {
    accuracy: right / rows,
    loss: loss / rows,
    agreement: q ? agreed / rows : Number.NaN,
    // Of two that answer alike, rounding leaves it a hair off 0, below as well as above.
    divergence: q ? Math.max(0, divergence / rows) : Number.NaN,
    calibrationError: calibrationError(reliability(p, labels, classes)),
  };
}

/** ln softmax(z)_k of one row: finite where the probability itself underflows. */
function logProbability(logits: ArrayLike<number>, row: number, classes: number, k: number): number {
  const top = logits[row * classes + largest(logits, row, classes)]!;
  let total = 0;
  for (let j = 0; j < classes; j++) total += Math.exp(logits[row * classes + j]! - top);
  return logits[row * classes + k]! - top - Math.log(total);
}

/** The answers of like confidence. */
export interface ReliabilityBin {
  /** Mean probability of the answer given. */
  readonly confidence: number;
  /** Share of right answers. */
  readonly accuracy: number;
  readonly count: number;
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
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0, count: 0 }));
  for (let row = 0; row < labels.length; row++) {
    const answer = largest(probabilities, row, classes);
    const confidence = probabilities[row * classes + answer]!;
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))];
    if (!bin) continue;
    bin.confidence += confidence;
    bin.count++;
    if (answer === labels[row]) bin.right++;
  }
  return sums
    .filter(({ count }) => count > 0)
    .map(({ confidence, right, count }) => ({
      confidence: confidence / count,
      accuracy: right / count,
      count,
    }));
}

export function calibrationError(all: readonly ReliabilityBin[]): number {
  const rows = all.reduce((sum, { count }) => sum + count, 0);
  return all.reduce(
    (sum, { confidence, accuracy, count }) => sum + (count / rows) * Math.abs(accuracy - confidence),
    0,
  );
}

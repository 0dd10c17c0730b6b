import { softmax } from '../numeric/softmax';

/**
 * Mean entropy of softmax(z / T) over the rows, in nats. It is 0 for a certain network and ln K for a uniform answer.
 */
export function entropyAt(logits: ArrayLike<number>, classes: number, temperature: number): number {
  const soft = softmax(logits, classes, temperature);
  let entropy = 0;
  for (const p of soft) if (p > 0) entropy -= p * Math.log(p);
  return entropy / (logits.length / classes);
}

/**
 * How similar the network finds the classes. Row c is the mean of softmax(z / T) over the samples of class c,
 * `[classes, classes]`. A class without samples has a row of NaN.
 */
export function classSimilarity(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  temperature: number,
): Float64Array {
  const soft = softmax(logits, classes, temperature);
  const means = new Float64Array(classes * classes);
  const counts = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    counts[labels[row]!]!++;
    for (let k = 0; k < classes; k++) means[labels[row]! * classes + k]! += soft[row * classes + k]!;
  }
  return means.map((sum, i) => sum / counts[Math.floor(i / classes)]!);
}

/** The smallest and the largest off-diagonal number of a square matrix; undefined if they are equal. */
export function offDiagonalRange(matrix: ArrayLike<number>, size: number): [number, number] | undefined {
  const beside = Array.from(matrix).filter(
    (value, i) => Number.isFinite(value) && Math.floor(i / size) !== i % size,
  );
  const [low, high] = [Math.min(...beside), Math.max(...beside)];
  return low < high ? [low, high] : undefined;
}

/** Temperatures at equal ratios from `low` to `high`, both included. */
export const temperaturesBetween = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)));

/** Counts of wrong answers, in total and on the samples of one class. */
export interface Errors {
  readonly all: number;
  readonly ofClass: number;
  /** Number of samples of that class. */
  readonly samples: number;
}

/**
 * Counts wrong answers after a class's bias is raised, for each of several biases. This restores a class that was
 * missing from the transfer set (Hinton et al. 2015, section 3: 206 errors, 109 after + 3.5).
 * @param logits `[rows, classes]`
 */
export function errorsOverBias(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  raised: number,
  biases: readonly number[],
): Errors[] {
  const counts = biases.map(() => ({ all: 0, ofClass: 0, samples: 0 }));
  for (let row = 0; row < labels.length; row++) {
    const own = logits[row * classes + raised]!;
    const other = largestOther(logits, row, classes, raised);
    const against = logits[row * classes + other]!;
    const label = labels[row]!;
    counts.forEach((count, i) => {
      const lifted = own + biases[i]!;
      // In a tie, the first class is the answer.
      const answer = lifted > against || (lifted === against && raised < other) ? raised : other;
      if (answer !== label) count.all++;
      if (label !== raised) return;
      count.samples++;
      if (answer !== label) count.ofClass++;
    });
  }
  return counts;
}

/** The same for a single bias. */
export const errorsWithBias = (
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  raised: number,
  bias: number,
): Errors => errorsOverBias(logits, labels, classes, raised, [bias])[0]!;

/** The index of a row's second largest number; the first one in a tie. */
function largestOther(matrix: ArrayLike<number>, row: number, cols: number, but: number): number {
  let best = but === 0 ? 1 : 0;
  for (let k = best + 1; k < cols; k++) {
    if (k !== but && matrix[row * cols + k]! > matrix[row * cols + best]!) best = k;
  }
  return best;
}

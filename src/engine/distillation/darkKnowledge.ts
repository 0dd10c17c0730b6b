import { largest, soften } from './methods/soften';

/** Mean entropy of softmax(z / T) over the rows, in nats: 0 where the network is sure, ln K where it knows nothing. */
export function entropyAt(logits: ArrayLike<number>, classes: number, temperature: number): number {
  const soft = soften(logits, classes, temperature);
  let entropy = 0;
  for (const p of soft) if (p > 0) entropy -= p * Math.log(p);
  return entropy / (logits.length / classes);
}

/**
 * How alike a network finds the classes: row c is the mean of softmax(z / T) over the samples of class c, `[classes, classes]`;
 * NaN rows where a class has no sample.
 */
export function classSimilarity(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  temperature: number,
): Float64Array {
  const soft = soften(logits, classes, temperature);
  const means = new Float64Array(classes * classes);
  const counts = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    counts[labels[row]!]!++;
    for (let k = 0; k < classes; k++) means[labels[row]! * classes + k]! += soft[row * classes + k]!;
  }
  return means.map((sum, i) => sum / counts[Math.floor(i / classes)]!);
}

/** Wrong answers, in all and on the samples of one class. */
export interface Errors {
  readonly all: number;
  readonly ofClass: number;
  /** Samples of that class. */
  readonly samples: number;
}

/**
 * Wrong answers once a class's bias is raised: what lifts a class that was missing in the transfer set (Hinton et al. 2015,
 * section 3: 206 errors, 109 after + 3.5).
 */
export function errorsWithBias(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  raised: number,
  bias: number,
): Errors {
  const lifted = Float64Array.from(logits, (z, i) => (i % classes === raised ? z + bias : z));
  let [all, ofClass, samples] = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    const wrong = largest(lifted, row, classes) !== labels[row];
    if (wrong) all++;
    if (labels[row] !== raised) continue;
    samples++;
    if (wrong) ofClass++;
  }
  return { all, ofClass, samples };
}

/**
 * Computes softmax(z / T) of every row in float64 (temperature: Hinton et al. 2015, eq. 1). A row with NaN or +∞ becomes
 * NaN.
 * @param logits `[rows, classes]`
 * @returns `[rows, classes]`
 */
export function softmax(logits: ArrayLike<number>, classes: number, temperature = 1): Float64Array {
  const probabilities = new Float64Array(logits.length);
  for (let row = 0; row < logits.length; row += classes) {
    const top = largestOf(logits, row, classes);
    let total = 0;
    for (let k = 0; k < classes; k++) {
      const e = Math.exp((logits[row + k]! - top) / temperature);
      probabilities[row + k] = e;
      total += e;
    }
    for (let k = 0; k < classes; k++) probabilities[row + k]! /= total;
  }
  return probabilities;
}

/** ln Σ exp(z_k − max z) of one row, and max z as `top`. They give −ln softmax(z)_k = logTotal − (z_k − top). */
export function logTotal(
  logits: ArrayLike<number>,
  row: number,
  classes: number,
): { readonly top: number; readonly logTotal: number } {
  const start = row * classes;
  const top = largestOf(logits, start, classes);
  let total = 0;
  for (let k = 0; k < classes; k++) total += Math.exp(logits[start + k]! - top);
  return { top, logTotal: Math.log(total) };
}

/** ln softmax(z)_k of one row, counted from 0. It stays finite where the probability itself underflows. */
export function logSoftmax(logits: ArrayLike<number>, row: number, classes: number, k: number): number {
  const { top, logTotal: total } = logTotal(logits, row, classes);
  return logits[row * classes + k]! - top - total;
}

function largestOf(values: ArrayLike<number>, start: number, count: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) top = Math.max(top, values[start + k]!);
  return top;
}

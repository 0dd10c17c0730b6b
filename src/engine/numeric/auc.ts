import { constantOutputs } from './constantOutputs';
import type { Score } from './score';

/**
 * The area under the ROC curve for two classes: the probability that a sample of class 1 gets a larger output difference
 * z₁ − z₀ than a sample of class 0, where equal differences count half (Mann and Whitney 1947). Like the accuracy, it has no
 * number if an output is not finite or if all rows are equal to float32's precision.
 * @param outputs `[rows, 2]`
 * @param labels `[rows]`, 0 or 1
 * @returns `undefined` if there are other than two classes, or if one of them has no sample
 */
export function aucOf(outputs: ArrayLike<number>, labels: ArrayLike<number>, classes: number): Score {
  const rows = labels.length;
  if (classes !== 2) return 'undefined';
  const margins = Float64Array.from({ length: rows }, (_, row) => outputs[2 * row + 1]! - outputs[2 * row]!);
  if (margins.some((margin) => !Number.isFinite(margin))) return 'diverged';
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => margins[a]! - margins[b]!);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < rows; ) {
    let to = from;
    while (to < rows && margins[order[to]!] === margins[order[from]!]) to++;
    // Equal values share the mean of their ranks, which count from 1.
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) {
      if (labels[order[i]!] !== 1) continue;
      positives++;
      rankSum += rank;
    }
    from = to;
  }
  const negatives = rows - positives;
  if (positives === 0 || negatives === 0) return 'undefined';
  if (constantOutputs(outputs, classes)) return 'constant';
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

import type { Random } from '../random/random';

/**
 * Symmetric label noise: replaces a share of the labels, rounded to whole samples, by one of the other classes with equal
 * probability. The labels that a smaller share changes are also changed by a larger one.
 * @param labels class indices `[count]`; they are not modified
 */
export function noisyLabels(labels: Int32Array, classes: number, share: number, random: Random): Int32Array {
  const noisy = labels.slice();
  const wrong = Math.round(share * labels.length);
  for (const sample of random.permutation(labels.length).subarray(0, wrong)) {
    noisy[sample] = (labels[sample]! + 1 + random.integer(classes - 1)) % classes;
  }
  return noisy;
}

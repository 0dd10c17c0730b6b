import type { Random } from '../random/random';

/**
 * Labels of which a share, rounded to whole samples, is replaced by one of the other classes, each as likely (symmetric
 * label noise). A larger share leaves wrong what a smaller one does.
 * @param labels class indices `[count]`, left as they are
 */
export function noisyLabels(labels: Int32Array, classes: number, share: number, random: Random): Int32Array {
  const noisy = labels.slice();
  const wrong = Math.round(share * labels.length);
  for (const sample of random.permutation(labels.length).subarray(0, wrong)) {
    noisy[sample] = (labels[sample]! + 1 + random.integer(classes - 1)) % classes;
  }
  return noisy;
}

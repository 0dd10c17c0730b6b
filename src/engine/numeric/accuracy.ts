import { argmax, noClass } from './argmax';
import { constantOutputs } from './constantOutputs';
import { isScore, type Score } from './score';

/**
 * The share of rows whose largest output belongs to their label. There is no number if an output is not finite, or if
 * the outputs of all rows are equal to float32's precision.
 * @param outputs `[rows, classes]`
 * @param labels `[rows]`
 */
export function accuracyOf(outputs: ArrayLike<number>, labels: ArrayLike<number>, classes: number): Score {
  const rows = labels.length;
  if (rows === 0) return 'undefined';
  let right = 0;
  for (let row = 0; row < rows; row++) {
    const answer = argmax(outputs, row, classes);
    if (answer === noClass) return 'diverged';
    if (answer === labels[row]) right++;
  }
  return constantOutputs(outputs, classes) ? 'constant' : right / rows;
}

/**
 * The highest accuracy that outputs can have which are the same for all samples: the share of the most frequent class.
 * NaN without samples.
 * @param labels `[rows]`
 */
export function bestConstantAccuracy(labels: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1);
  return labels.length === 0 ? Number.NaN : Math.max(...counts.values()) / labels.length;
}

/**
 * Whether a run is more accurate than constant outputs can be. Only such a run is better than one whose outputs are
 * constant. Results that were saved without `best` are believed to be.
 */
export const beatsConstant = (accuracy: Score | undefined, best: number | undefined): boolean =>
  accuracy !== undefined && isScore(accuracy) && !(best !== undefined && accuracy <= best);

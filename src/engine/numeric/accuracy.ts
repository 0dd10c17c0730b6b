import { argmax, noClass } from './argmax';
import { constantOutputs } from './constantOutputs';
import type { Score } from './score';

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

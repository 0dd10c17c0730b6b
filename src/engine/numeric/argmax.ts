/** What `argmax` answers for a row that is not wholly finite: there is no largest among numbers that are none. */
export const noClass = -1;

/**
 * The place of the largest number of a row, the first of equals; `noClass` where any number of the row is NaN or infinite.
 * @param matrix `[rows, cols]`
 */
export function argmax(matrix: ArrayLike<number>, row: number, cols: number): number {
  const start = row * cols;
  let best = 0;
  for (let k = 0; k < cols; k++) {
    const value = matrix[start + k]!;
    if (!Number.isFinite(value)) return noClass;
    if (value > matrix[start + best]!) best = k;
  }
  return best;
}

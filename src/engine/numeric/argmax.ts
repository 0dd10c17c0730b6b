/** The result of `argmax` for a row that contains NaN or infinity. Such a row has no largest number. */
export const noClass = -1;

/**
 * The index of the largest number of a row; the first index if several are equal. `noClass` if the row contains NaN or
 * infinity.
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

/** The distance between neighbouring float32 numbers from 1 to 2. */
const ulp = 2 ** -23;

/**
 * Outputs count as constant if they differ by at most this many units in the last place. Rounding in the sums over a
 * layer's units causes a few of them. With a limit below some tens, rounding could still decide the accuracy.
 */
const rounding = 64;

/** The range of an output, relative to the largest output, up to which it counts as constant. */
export const constantRange = rounding * ulp;

/**
 * Whether a network gives the same outputs for all rows, to float32's precision: the range of every column is at most
 * 64 units in the last place of the largest output. Rounding alone then decides the predicted class, and it differs
 * between engines. Every engine uses float32's precision here, also the float64 one, so that all give the same result.
 * @param outputs `[rows, cols]`, all finite; a single row does not count as constant
 */
export function constantOutputs(outputs: ArrayLike<number>, cols: number): boolean {
  const rows = outputs.length / cols;
  if (rows < 2) return false;
  let size = 0;
  for (let i = 0; i < outputs.length; i++) size = Math.max(size, Math.abs(outputs[i]!));
  const least = constantRange * size;
  for (let k = 0; k < cols; k++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = k; i < outputs.length; i += cols) {
      low = Math.min(low, outputs[i]!);
      high = Math.max(high, outputs[i]!);
    }
    if (high - low > least) return false;
  }
  return true;
}

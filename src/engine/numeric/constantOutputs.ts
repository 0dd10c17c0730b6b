/** Half of it is how far a number between 1 and 2 may be from its nearest float32. */
const ulp = 2 ** -23;

/**
 * Units in the last place within which outputs are called constant: sums over a layer's units leave a few of them as rounding, and
 * over fewer than some tens a share of right answers would still hang on it.
 */
const rounding = 64;

/**
 * Whether a network answers all rows alike, as far as float32 can tell: every column of its outputs spreads over no more than
 * 64 units in the last place of the largest output. What class such outputs name is made of rounding, and another engine
 * names another. Held to float32's precision on every engine, the float64 one too, so that all of them say the same.
 * @param outputs `[rows, cols]`, all finite; one row alone is not called constant
 */
export function constantOutputs(outputs: ArrayLike<number>, cols: number): boolean {
  const rows = outputs.length / cols;
  if (rows < 2) return false;
  let size = 0;
  for (let i = 0; i < outputs.length; i++) size = Math.max(size, Math.abs(outputs[i]!));
  const least = rounding * ulp * size;
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

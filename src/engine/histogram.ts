/** Counts of numbers in bins of equal width. */
export interface Histogram {
  /** The lower edge of the first bin and the upper edge of the last bin. */
  readonly low: number;
  readonly high: number;
  readonly counts: Uint32Array;
  /** Count of numbers outside all bins: not finite, or 0 on a log scale. */
  readonly outside: number;
}

/** Number of bins in a histogram. */
export const bins = 48;

/**
 * The histogram of some numbers over their own range.
 * @param scale `log`: of log₁₀|x|; zeros are counted as outside
 */
export function histogram(values: ArrayLike<number>, scale: 'linear' | 'log' = 'linear'): Histogram {
  const place = scale === 'log' ? (x: number) => Math.log10(Math.abs(x)) : (x: number) => x;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let inside = 0;
  for (let i = 0; i < values.length; i++) {
    const x = place(values[i]!);
    if (!Number.isFinite(x)) continue;
    inside++;
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  const counts = new Uint32Array(bins);
  const outside = values.length - inside;
  if (inside === 0) return { low: 0, high: 1, counts, outside };
  // If all numbers are equal, they fall in the middle of a bin.
  if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high), 1e-30)) {
    const room = Math.max(Math.abs(low), 1e-6) / 2;
    low = Math.max(low - room, -Number.MAX_VALUE);
    high = Math.min(high + room, Number.MAX_VALUE);
  }
  // Each edge is divided before the subtraction. Between -1e308 and 1e308 the plain difference would overflow.
  const width = high / bins - low / bins;
  for (let i = 0; i < values.length; i++) {
    const x = place(values[i]!);
    if (!Number.isFinite(x)) continue;
    const bin = Math.floor(x / width - low / width);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return { low, high, counts, outside };
}

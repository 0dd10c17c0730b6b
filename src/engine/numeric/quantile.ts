/**
 * The q-quantile of some numbers, with linear interpolation between neighbours (type 7 of Hyndman & Fan 1996). It leaves
 * out NaN and keeps infinities; filter the numbers first for a quantile of the finite ones.
 * @returns NaN if there are no numbers
 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.ceil(place)]!];
  // Equal neighbours (perhaps infinite) need no interpolation. low + (high − low) would overflow between ±1e308.
  return low === high ? low : low * (1 - (place - below)) + high * (place - below);
}

/** The median of some numbers: the middle one, or the mean of the middle two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

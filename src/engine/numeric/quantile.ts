/**
 * The q-quantile of some numbers, linear between neighbours (type 7 of Hyndman & Fan 1996). NaN is left out, an infinity is
 * the number that it is: who wants finite numbers alone filters them first. NaN of none.
 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.ceil(place)]!];
  // Equal neighbours are told apart from distant ones: low + (high − low) would overflow between ±1e308.
  return low === high ? low : low * (1 - (place - below)) + high * (place - below);
}

/** The middle one of some numbers, or the mean of the middle two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

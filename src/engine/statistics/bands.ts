import { median, quantile } from '../numeric/quantile';

/** Median and the band from 10 % to 90 % of the finite ones among some numbers. */
export function spread(values: readonly number[]) {
  const finite = values.filter(Number.isFinite);
  return { median: median(finite), low: quantile(finite, 0.1), high: quantile(finite, 0.9) };
}

/**
 * The median of some curves, place by place, and where there are several, the band from 10 % to 90 %; a curve may end before
 * `length`.
 */
export function bandOf(
  curves: readonly ArrayLike<number>[],
  length: number,
): { readonly values: number[]; readonly low?: number[]; readonly high?: number[] } {
  const points = Array.from({ length }, (_, i) =>
    spread(curves.flatMap((curve) => (i < curve.length ? [curve[i]!] : []))),
  );
  const values = points.map(({ median }) => median);
  return curves.length < 2
    ? { values }
    : { values, low: points.map(({ low }) => low), high: points.map(({ high }) => high) };
}

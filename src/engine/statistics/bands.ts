import { median, quantile } from '../numeric/quantile';

/** The median and the 10 % and 90 % quantiles of some numbers. Numbers that are not finite are left out. */
export function spread(values: readonly number[]) {
  const finite = values.filter(Number.isFinite);
  return { median: median(finite), low: quantile(finite, 0.1), high: quantile(finite, 0.9) };
}

/**
 * The median of some curves at each point. If there are several curves, also the band from the 10 % to the 90 % quantile.
 * A curve may be shorter than `length`.
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

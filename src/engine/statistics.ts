import { createRandom } from '../random/random';

/** What several seeds say together. */

/** The q-quantile of some numbers (linear between neighbours); non-finite ones are left out; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.ceil(place)]!];
  // Equal neighbours are told apart from distant ones: low + (high − low) would overflow between ±1e308.
  return low === high ? low : low * (1 - (place - below)) + high * (place - below);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Median and the band from 10 % to 90 %. */
export const spread = (values: readonly number[]) => ({
  median: median(values),
  low: quantile(values, 0.1),
  high: quantile(values, 0.9),
});

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

/** Resamples of a bootstrap. */
const resamples = 2000;

/**
 * The 95 % percentile-bootstrap interval of the median (Efron 1979). The same numbers give the same interval.
 * @returns NaN bounds of no finite number
 */
export function bootstrapInterval(values: readonly number[]): {
  readonly low: number;
  readonly high: number;
} {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { low: Number.NaN, high: Number.NaN };
  const random = createRandom(finite.length, 'bootstrap');
  const medians = Array.from({ length: resamples }, () =>
    median(finite.map(() => finite[random.integer(finite.length)]!)),
  );
  return { low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

/** How B does against A over pairs of runs of equal seed. */
export interface Paired {
  /** Pairs in which both runs have the number. */
  readonly pairs: number;
  /** Pairs in which B is better, and worse. */
  readonly better: number;
  readonly worse: number;
  /** Median of B − A, and its 95 % bootstrap interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** What can be said: `better` and `worse` by a two-sided sign test at 5 %. */
  readonly verdict: 'better' | 'worse' | 'undecided';
}

/**
 * Compares runs pair by pair. A run that has no finite number (it diverged) loses against one that has.
 * @param sense whether more is better
 */
export function compareRuns(a: readonly number[], b: readonly number[], sense: 'more' | 'less'): Paired {
  const worst = sense === 'more' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const place = (value: number) => (Number.isFinite(value) ? value : worst);
  let [better, worse] = [0, 0];
  const differences: number[] = [];
  const pairs = Math.min(a.length, b.length);
  for (let i = 0; i < pairs; i++) {
    const [before, after] = [place(a[i]!), place(b[i]!)];
    if (after === before) differences.push(0);
    else {
      if (after > before === (sense === 'more')) better++;
      else worse++;
      differences.push(after - before);
    }
  }
  const { low, high } = bootstrapInterval(differences);
  const verdict =
    signTest(better, worse) >= 0.05 ? 'undecided' : better > worse ? ('better' as const) : ('worse' as const);
  return { pairs, better, worse, difference: median(differences), low, high, verdict };
}

/** The two-sided p-value of the sign test: so lopsided a count, or more so, by a fair coin. Ties are left out. */
export function signTest(better: number, worse: number): number {
  const n = better + worse;
  if (n === 0) return 1;
  const extreme = Math.min(better, worse);
  let term = 0.5 ** n;
  let tail = 0;
  for (let k = 0; k <= extreme; k++) {
    tail += term;
    term *= (n - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

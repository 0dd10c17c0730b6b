/**
 * Finds where a continuous function of a positive number changes its sign, by the ITP method on the logarithm (Oliveira and
 * Takahashi 2020): never slower than bisection by more than one step, and mostly far faster.
 * @param f has different signs at `low` and `high`
 * @returns the place, to about 15 digits
 */
export function signChange(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [Math.log(low), Math.log(high)];
  const at = (u: number) => f(Math.exp(u));
  let [atA, atB] = [at(a), at(b)];
  const rising = atB > atA;
  const width = b - a;
  // Half the last digit of a length, as a share of it.
  const close = 2e-16;
  const steps = Math.max(0, Math.ceil(Math.log2(width / (2 * close)))) + 1;
  for (let i = 0; i < steps && b - a > 2 * close; i++) {
    const middle = (a + b) / 2;
    const spare = close * 2 ** (steps - i) - (b - a) / 2;
    const secant = (atB * a - atA * b) / (atB - atA);
    const towards = Math.sign(middle - secant);
    const nudge = (0.2 / width) * (b - a) ** 2;
    const nudged = nudge <= Math.abs(middle - secant) ? secant + towards * nudge : middle;
    const next = Math.abs(nudged - middle) <= spare ? nudged : middle - towards * spare;
    // A value that is no number, as of infinite ends, leaves the middle.
    const u = next > a && next < b ? next : middle;
    const value = at(u);
    if (value === 0) return Math.exp(u);
    if (value > 0 === rising) [b, atB] = [u, value];
    else [a, atA] = [u, value];
  }
  return Math.exp((a + b) / 2);
}

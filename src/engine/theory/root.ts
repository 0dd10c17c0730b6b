/**
 * Finds where a continuous function of a positive number changes its sign, by Chandrupatla's method (1997) on the logarithm:
 * inverse quadratic interpolation where the last three points allow it, bisection elsewhere.
 * @param f has different signs at `low` and `high`
 * @returns the place, to about 14 digits
 */
export function signChange(f: (x: number) => number, low: number, high: number): number {
  // The sign changes between a and b; c is the end that was given up last.
  let [a, b] = [Math.log(low), Math.log(high)];
  let [atA, atB] = [f(low), f(high)];
  let share = 0.5;
  for (let i = 0; i < 100; i++) {
    const u = a + share * (b - a);
    const value = f(Math.exp(u));
    const sameAsA = value > 0 === atA > 0;
    const [c, atC] = sameAsA ? [a, atA] : [b, atB];
    if (!sameAsA) [b, atB] = [a, atA];
    [a, atA] = [u, value];
    const best = Math.abs(atA) < Math.abs(atB) ? a : b;
    const close = Number.EPSILON * Math.max(1, Math.abs(best));
    const least = close / Math.abs(b - a);
    if (least > 0.5 || atA === 0) return Math.exp(best);
    const [xi, phi] = [(a - b) / (c - b), (atA - atB) / (atC - atB)];
    const curved = phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi;
    const interpolated =
      (atA / (atB - atA)) * (atC / (atB - atC)) +
      (((c - a) / (b - a)) * atA * atB) / ((atC - atA) * (atC - atB));
    share = curved ? Math.min(1 - least, Math.max(least, interpolated)) : 0.5;
  }
  return Math.exp((a + b) / 2);
}

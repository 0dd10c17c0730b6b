import { boundless, chi, type Ensemble, lengthMap } from './meanField';

/** A length that the length map sends to itself: 0, a number, or ∞. */
export interface Branch {
  readonly length: number;
  readonly chi: number;
  /** Whether lengths nearby come nearer. */
  readonly stable: boolean;
}

/** Factor from one length looked at to the next. */
const step = 10 ** (1 / 8);
/** Relative drift below which a length counts as staying where it is (ReLU with He's weights: every one). */
const still = 1e-9;

/**
 * Every fixed point of the length map, the shortest first. Most activations have one stable one; GELU, Swish and Mish, which
 * are flatter near 0 than far from it, have two over a range of σw², and a network's inputs decide which it reaches.
 */
export function lengthBranches(ensemble: Ensemble): Branch[] {
  const drift = (q: number) => {
    const relative = lengthMap(ensemble, q) / q - 1;
    return Math.abs(relative) < still ? 0 : relative;
  };
  const branch = (length: number, stable: boolean): Branch => {
    const at = Math.min(boundless, Math.max(1 / boundless, length));
    return { length, chi: chi(ensemble, at), stable };
  };
  const found: Branch[] = [];
  let [before, driftBefore] = [1 / boundless, drift(1 / boundless)];
  if (driftBefore < 0) found.push(branch(0, true));
  for (let q = step / boundless; q <= boundless; q *= step) {
    const here = drift(q);
    if (here * driftBefore < 0) found.push(branch(between(drift, before, q), driftBefore > 0));
    if (here !== 0) [before, driftBefore] = [q, here];
  }
  if (driftBefore > 0) found.push(branch(Number.POSITIVE_INFINITY, true));
  return found;
}

/** The length between two at which the drift changes its sign. */
function between(drift: (q: number) => number, low: number, high: number): number {
  const rising = drift(low) > 0;
  let [a, b] = [low, high];
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(a * b);
    if (drift(middle) > 0 === rising) a = middle;
    else b = middle;
  }
  return Math.sqrt(a * b);
}

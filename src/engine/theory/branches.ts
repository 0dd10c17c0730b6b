import type { Activation } from '../activations';
import { activationSquare, boundless, chi, type Ensemble, lengthDrift } from './meanField';
import { signChange } from './root';

/** A fixed point of the length map: 0, a number, or ∞. */
export interface Branch {
  readonly length: number;
  readonly chi: number;
  /** Whether nearby lengths move towards it. */
  readonly stable: boolean;
}

/** The lengths at which the search looks: eight a decade where activations bend, two where they are almost straight. */
const lengths: readonly number[] = (() => {
  const all: number[] = [];
  for (let eighth = -96; eighth <= 96; eighth += eighth >= -24 && eighth < 32 ? 1 : 4)
    all.push(10 ** (eighth / 8));
  return all;
})();

/** E φ(√q z)² at each of these lengths. It is the same for all weights, so a slider of the gain computes it once. */
const squares = new WeakMap<Activation, readonly number[]>();

function squaresOf(activation: Activation): readonly number[] {
  const known = squares.get(activation) ?? lengths.map((q) => activationSquare(activation, q));
  squares.set(activation, known);
  return known;
}

/** A length counts as fixed if its relative change is below this. With ReLU and He's weights, every length is fixed. */
const still = 1e-9;

/**
 * Finds every fixed point of the length map, the shortest first. Most activations have one stable fixed point. GELU,
 * Swish and Mish are flatter near 0 than far from it, so they have two over a range of σw². The network's inputs then
 * decide which one it reaches.
 */
export function lengthBranches(ensemble: Ensemble): Branch[] {
  const { activation, weightVariance, biasVariance } = ensemble;
  const known = squaresOf(activation);
  const relative = (mapped: number, q: number) => {
    const change = mapped / q - 1;
    return Math.abs(change) < still ? 0 : change;
  };
  const drift = (q: number) => lengthDrift(ensemble, q);
  const branch = (length: number, stable: boolean): Branch => {
    const at = Math.min(boundless, Math.max(1 / boundless, length));
    return { length, chi: chi(ensemble, at), stable };
  };
  const found: Branch[] = [];
  let [before, driftBefore] = [1 / boundless, 0];
  for (const [i, q] of lengths.entries()) {
    const here = relative(weightVariance * known[i]! + biasVariance, q);
    if (i === 0 && here < 0) found.push(branch(0, true));
    if (here * driftBefore < 0) found.push(branch(signChange(drift, before, q), driftBefore > 0));
    if (here !== 0) [before, driftBefore] = [q, here];
  }
  if (driftBefore > 0) found.push(branch(Number.POSITIVE_INFINITY, true));
  return found;
}

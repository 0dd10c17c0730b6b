import type { Activation } from '../activations';
import { numbers } from '../kernels/reference/numbers';
import { expectation } from './gaussian';
import { signChange } from './root';

/**
 * Mean-field theory of wide networks at initialization: Poole et al. 2016 (arXiv:1606.05340), Schoenholz et al. 2017
 * (arXiv:1611.01232). Weights N(0, weightVariance / fanIn), biases N(0, biasVariance).
 */
export interface Ensemble {
  readonly activation: Activation;
  /** σw² */
  readonly weightVariance: number;
  /** σb² */
  readonly biasVariance: number;
}

/** φ'(z). */
export const slope = (activation: Activation, z: number): number =>
  activation.derivative(numbers, z, activation.value(numbers, z));

/** E φ(√q z)²: the mean square of the activations if the pre-activations have variance q. */
export const activationSquare = (activation: Activation, q: number): number =>
  expectation((z) => activation.value(numbers, z) ** 2, Math.sqrt(q), activation.kinks);

/** E φ'(√q z)². */
export const slopeSquare = (activation: Activation, q: number): number =>
  expectation((z) => slope(activation, z) ** 2, Math.sqrt(q), activation.kinks);

/** The length map q ↦ σw² E φ(√q z)² + σb². */
export const lengthMap = ({ activation, weightVariance, biasVariance }: Ensemble, q: number): number =>
  weightVariance * activationSquare(activation, q) + biasVariance;

/** The relative change of a length by one layer. */
export const lengthDrift = (ensemble: Ensemble, q: number): number => lengthMap(ensemble, q) / q - 1;

/** χ(q) = σw² E φ'(√q z)². At equal widths, each layer multiplies the squared backprop signal by it. */
export const chi = ({ activation, weightVariance }: Ensemble, q: number): number =>
  weightVariance * slopeSquare(activation, q);

/** A length above this grows without bound; a length below its inverse vanishes. */
export const boundless = 1e12;

/**
 * The length that the length map converges to: q*, 0 if lengths shrink to 0, ∞ if they grow without bound. There may be
 * several fixed points (GELU, Swish and Mish have two over a range of σw²). The starting length then decides which one
 * is reached.
 * @param from the length in the network's first layer
 */
export function fixedPoint(ensemble: Ensemble, from = 1): number {
  let q = Math.min(boundless, Math.max(1 / boundless, from));
  let [change, factor] = [Number.NaN, Number.NaN];
  for (let iteration = 0; iteration < 400; iteration++) {
    const next = lengthMap(ensemble, q);
    if (next > boundless) return Number.POSITIVE_INFINITY;
    if (next < 1 / boundless) return 0;
    if (Math.abs(next - q) < 1e-13 * q) return next;
    const [changeBefore, factorBefore] = [change, factor];
    change = next - q;
    factor = change / changeBefore;
    q = next;
    // Once each change is the same multiple of the one before, the rest is a geometric series (Aitken's method).
    const rest = (change * factor) / (1 - factor);
    if (Math.abs(factor - factorBefore) < 0.02 && factor < 0.999 && Math.abs(rest) < 0.05 * q) {
      q += rest;
      [change, factor] = [Number.NaN, Number.NaN];
    }
  }
  return settleSlowly(ensemble, q);
}

/** A step of the search. It is small enough not to skip a pair of fixed points. */
const nearby = 1.1;

/** Used if iteration is slow, near a critical point: the root of map(q) − q, or the limit of the drift. */
function settleSlowly(ensemble: Ensemble, from: number): number {
  const drift = (q: number) => lengthDrift(ensemble, q);
  const falling = drift(from) < 0;
  let [near, far] = [from, from];
  while (drift(far) < 0 === falling) {
    near = far;
    far *= falling ? 1 / nearby : nearby;
    if (far < 1 / boundless) return 0;
    if (far > boundless) return Number.POSITIVE_INFINITY;
  }
  return signChange(drift, Math.min(near, far), Math.max(near, far));
}

/** The predictions of mean-field theory for an ensemble at its fixed point. */
export interface MeanField {
  /** q*: the variance that pre-activations converge to; 0 or ∞ if they do not converge. */
  readonly length: number;
  /** χ* */
  readonly chi: number;
  /** Gradients vanish (ordered), explode (chaotic), or neither (critical). */
  readonly phase: 'ordered' | 'critical' | 'chaotic';
  /** Number of layers over which the squared gradient norm changes by a factor e. */
  readonly gradientDepth: number;
  /** Number of layers over which the distance of the length from q* shrinks by a factor e. */
  readonly lengthDepth: number;
}

/** An ensemble counts as critical if |χ − 1| is at most this. */
const critical = 1e-6;

/** @param from the length in the network's first layer */
export function meanField(ensemble: Ensemble, from = 1): MeanField {
  const length = fixedPoint(ensemble, from);
  // If lengths go to 0 or ∞, deep layers have the limit of χ there.
  const at = Math.min(boundless, Math.max(1 / boundless, length));
  const factor = chi(ensemble, at);
  const step = 1e-4 * at;
  const lengthSlope = (lengthMap(ensemble, at + step) - lengthMap(ensemble, at - step)) / (2 * step);
  const phase = Math.abs(factor - 1) < critical ? 'critical' : factor < 1 ? 'ordered' : 'chaotic';
  return {
    length,
    chi: factor,
    phase,
    gradientDepth: depthScale(factor),
    lengthDepth: depthScale(lengthSlope),
  };
}

/** −1 / ln λ for a factor λ per layer, as a length; ∞ at λ = 1. */
const depthScale = (factor: number): number =>
  Math.abs(factor - 1) < critical ? Number.POSITIVE_INFINITY : Math.abs(1 / Math.log(factor));

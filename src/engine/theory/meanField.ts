import type { Activation } from '../activations';
import { numbers } from '../kernels/reference/numbers';
import { expectation } from './gaussian';

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

/** E φ(√q z)²: the mean square of the activations where the pre-activations have variance q. */
export const activationSquare = (activation: Activation, q: number): number =>
  expectation((z) => activation.value(numbers, z) ** 2, Math.sqrt(q), activation.kinks);

/** E φ'(√q z)². */
export const slopeSquare = (activation: Activation, q: number): number =>
  expectation((z) => slope(activation, z) ** 2, Math.sqrt(q), activation.kinks);

/** The length map q ↦ σw² E φ(√q z)² + σb². */
export const lengthMap = ({ activation, weightVariance, biasVariance }: Ensemble, q: number): number =>
  weightVariance * activationSquare(activation, q) + biasVariance;

/** χ(q) = σw² E φ'(√q z)²: what a layer multiplies the squared backprop signal by, at equal widths. */
export const chi = ({ activation, weightVariance }: Ensemble, q: number): number =>
  weightVariance * slopeSquare(activation, q);

/** Beyond it a length is said to grow without bound, below its inverse to vanish. */
export const boundless = 1e12;

/**
 * Where the length map settles: q*, 0 where it shrinks for good, ∞ where it grows for good. There may be more than one such
 * place (GELU, Swish and Mish have two over a range of σw²): which one is reached depends on where one starts.
 * @param from the length that the network's first layer has
 */
export function fixedPoint(ensemble: Ensemble, from = 1): number {
  let q = Math.min(boundless, Math.max(1 / boundless, from));
  for (let iteration = 0; iteration < 400; iteration++) {
    const next = lengthMap(ensemble, q);
    if (next > boundless) return Number.POSITIVE_INFINITY;
    if (next < 1 / boundless) return 0;
    if (Math.abs(next - q) < 1e-13 * q) return next;
    q = next;
  }
  return settleSlowly(ensemble, q);
}

/** A step of the search: so small that it leaps over no pair of fixed points that iterating would see. */
const nearby = 1.1;

/** Where iterating is slow, near a critical point: the root of map(q) − q, or the limit that the drift points to. */
function settleSlowly(ensemble: Ensemble, from: number): number {
  const drift = (q: number) => lengthMap(ensemble, q) - q;
  const falling = drift(from) < 0;
  let [near, far] = [from, from];
  while (drift(far) < 0 === falling) {
    near = far;
    far *= falling ? 1 / nearby : nearby;
    if (far < 1 / boundless) return 0;
    if (far > boundless) return Number.POSITIVE_INFINITY;
  }
  for (let i = 0; i < 80; i++) {
    const middle = (near + far) / 2;
    if (drift(middle) < 0 === falling) near = middle;
    else far = middle;
  }
  return (near + far) / 2;
}

/** What mean-field theory says of an ensemble, at its fixed point. */
export interface MeanField {
  /** q*: the variance that pre-activations settle at; 0 or ∞ where they don't. */
  readonly length: number;
  /** χ* */
  readonly chi: number;
  /** Gradients vanish (ordered), explode (chaotic), or neither (critical). */
  readonly phase: 'ordered' | 'critical' | 'chaotic';
  /** Layers over which the squared gradient norm changes by a factor e. */
  readonly gradientDepth: number;
  /** Layers over which the length comes e times closer to q*. */
  readonly lengthDepth: number;
}

/** |χ − 1| up to which an ensemble counts as critical. */
const critical = 1e-6;

/** @param from the length that the network's first layer has */
export function meanField(ensemble: Ensemble, from = 1): MeanField {
  const length = fixedPoint(ensemble, from);
  // Where lengths go to 0 or ∞ the limit of χ there is what deep layers see.
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

/** −1 / ln λ of a factor a layer, as a length; ∞ at λ = 1. */
const depthScale = (factor: number): number =>
  Math.abs(factor - 1) < critical ? Number.POSITIVE_INFINITY : Math.abs(1 / Math.log(factor));

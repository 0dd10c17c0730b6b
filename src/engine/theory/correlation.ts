import { numbers } from '../kernels/reference/numbers';
import { expectation } from './gaussian';
import { hermiteSquares } from './hermite';
import { activationSquare, type Ensemble, meanField, slope, slopeSquare } from './meanField';

/**
 * E f(u₁) f(u₂) for u₁ = √q z₁ and u₂ = √q (c z₁ + √(1−c²) z₂). f is smooth except at the activation's kinks. The inner
 * integral is split at the shifted kinks.
 */
function pairExpectation(f: (u: number) => number, kinks: readonly number[], q: number, c: number): number {
  const root = Math.sqrt(q);
  const across = root * Math.sqrt(Math.max(0, 1 - c * c));
  const inner = (u: number) => {
    if (across < 1e-12) return f(c * u);
    const shifted = kinks.map((kink) => kink - c * u);
    return expectation((v) => f(v + c * u), across, shifted);
  };
  return expectation((u) => f(u) * inner(u), root, kinks);
}

/**
 * The correlation map at q*. It gives the correlation of two inputs after the next layer from their correlation c in
 * [−1, 1]: c' = (σw² E φ(u₁) φ(u₂) + σb²) / q* (Poole et al. 2016, eq. 5).
 */
export function correlationMap(
  { activation, weightVariance, biasVariance }: Ensemble,
  q: number,
  c: number,
): number {
  const value = (u: number) => activation.value(numbers, u);
  return (weightVariance * pairExpectation(value, activation.kinks, q, c) + biasVariance) / q;
}

/** The slope of the correlation map. It is σw² E φ'(u₁) φ'(u₂) by Price's theorem. */
export const correlationSlope = ({ activation, weightVariance }: Ensemble, q: number, c: number): number =>
  weightVariance * pairExpectation((u) => slope(activation, u), activation.kinks, q, c);

/** Degrees to try in turn. A degree suffices if the higher terms add less than `enough` to the slope. */
const degrees = [64, 512, 4096, 16384];
const enough = 1e-10;

/** The correlation that two inputs converge to, and the slope of the correlation map there. */
export interface Correlation {
  readonly correlation: number;
  readonly slope: number;
}

/**
 * Finds the fixed point of the correlation map below c = 1, in the chaotic phase at length q. The map is a power series
 * in c without negative coefficients, so it is convex on [0, 1]. Newton's method from 0 therefore rises to the fixed
 * point and never passes it. If the fixed point is too near to 1 for the series, the last steps use the integrals.
 */
export function settledCorrelation(ensemble: Ensemble, q: number): Correlation {
  const { activation, weightVariance, biasVariance } = ensemble;
  const [total, totalSlope] = [activationSquare(activation, q), q * slopeSquare(activation, q)];
  let correlation = 0;
  for (const degree of degrees) {
    const squares = hermiteSquares(activation, q, degree);
    let [rest, restSlope] = [total, totalSlope];
    squares.forEach((square, k) => {
      rest -= square;
      restSlope -= k * square;
    });
    // The sum of all omitted coefficients is known. It serves as the coefficient of the first omitted degree.
    const at = (c: number) => {
      let [sum, derivative] = [Math.max(0, rest), 0];
      for (let k = degree; k >= 0; k--) {
        derivative = derivative * c + sum;
        sum = sum * c + squares[k]!;
      }
      return { map: (weightVariance * sum + biasVariance) / q, slope: (weightVariance * derivative) / q };
    };
    correlation = climb(at, 0);
    const unknown = (weightVariance / q) * Math.max(0, restSlope) * correlation ** degree;
    if (unknown < enough) return { correlation, slope: at(correlation).slope };
  }
  correlation = climb(
    (c) => ({ map: correlationMap(ensemble, q, c), slope: correlationSlope(ensemble, q, c) }),
    correlation,
    8,
  );
  return { correlation, slope: correlationSlope(ensemble, q, correlation) };
}

/** Solves map(c) = c by Newton's method. */
function climb(
  at: (c: number) => { readonly map: number; readonly slope: number },
  from: number,
  most = 200,
) {
  let c = from;
  for (let i = 0; i < most; i++) {
    const { map, slope } = at(c);
    const step = (map - c) / (1 - slope);
    // The search ends here: the step is down to rounding, the slope has reached 1, or c would reach 1.
    if (!(step > 1e-15) || !(c + step < 1)) return c;
    c += step;
  }
  return c;
}

/**
 * ξc: the number of layers over which the distance of two inputs' correlation from its limit shrinks by a factor e. It
 * is −1 / ln of the correlation map's slope at the limit (Schoenholz et al. 2017, eq. 9). In the ordered phase this
 * slope is χ* at c = 1. In the chaotic phase it is the slope at the stable c* < 1. ξc is ∞ at the critical point.
 * If lengths shrink to 0, the difference of two inputs also shrinks by χ*. If lengths grow without bound, φ is almost
 * piecewise linear and correlations near 1 change only slowly, so ξc is ∞.
 * @param from the length in the network's first layer
 */
export function correlationDepth(ensemble: Ensemble, from = 1): number {
  const { length, chi, phase } = meanField(ensemble, from);
  if (phase === 'critical') return Number.POSITIVE_INFINITY;
  if (phase === 'ordered') return -1 / Math.log(chi);
  if (!(length > 0 && Number.isFinite(length))) return Number.POSITIVE_INFINITY;
  const { slope } = settledCorrelation(ensemble, length);
  return slope > 0 ? -1 / Math.log(slope) : 0;
}

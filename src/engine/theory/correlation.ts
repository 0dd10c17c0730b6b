import { numbers } from '../kernels/reference/numbers';
import { expectation } from './gaussian';
import { hermiteSquares } from './hermite';
import { activationSquare, type Ensemble, meanField, slope, slopeSquare } from './meanField';

/**
 * E f(u₁) f(u₂), u₁ = √q z₁, u₂ = √q (c z₁ + √(1−c²) z₂), f smooth but at the activation's kinks: the inner integral is split
 * where its shifted kinks fall.
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
 * The correlation map at q*: the correlation of two inputs one layer on, from theirs, c in [−1, 1].
 * c' = (σw² E φ(u₁) φ(u₂) + σb²) / q* (Poole et al. 2016, eq. 5).
 */
export function correlationMap(
  { activation, weightVariance, biasVariance }: Ensemble,
  q: number,
  c: number,
): number {
  const value = (u: number) => activation.value(numbers, u);
  return (weightVariance * pairExpectation(value, activation.kinks, q, c) + biasVariance) / q;
}

/** The correlation map's slope: σw² E φ'(u₁) φ'(u₂), by Price's theorem. */
export const correlationSlope = ({ activation, weightVariance }: Ensemble, q: number, c: number): number =>
  weightVariance * pairExpectation((u) => slope(activation, u), activation.kinks, q, c);

/** Degrees tried, until what the higher ones may add to the slope is below this. */
const degrees = [64, 512, 4096, 16384];
const enough = 1e-10;

/** The correlation that two inputs settle at, and the correlation map's slope there. */
export interface Correlation {
  readonly correlation: number;
  readonly slope: number;
}

/**
 * Where the correlation map crosses the diagonal below c = 1, in the chaotic phase at length q. The map is a power series in
 * c with no negative coefficient, so that it is convex, and Newton's method from 0 climbs to the crossing and never past it.
 * Too near to 1 for the series, its last steps are done with the integrals themselves.
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
    // What the degrees left out hold in all is known; it stands at the first of them.
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

/** Newton's method on map(c) = c. */
function climb(
  at: (c: number) => { readonly map: number; readonly slope: number },
  from: number,
  most = 200,
) {
  let c = from;
  for (let i = 0; i < most; i++) {
    const { map, slope } = at(c);
    const step = (map - c) / (1 - slope);
    // Beyond the crossing only by rounding, or where the slope has reached 1.
    if (!(step > 1e-15) || !(c + step < 1)) return c;
    c += step;
  }
  return c;
}

/**
 * ξc: the layers over which two inputs' correlation comes e times closer to where it settles, −1 / ln of the correlation
 * map's slope there: χ* at c = 1 in the ordered phase, the slope at the stable c* < 1 in the chaotic one (Schoenholz et
 * al. 2017, eq. 9). ∞ at the critical point. Where lengths shrink to 0 the difference of two inputs shrinks with them, by χ*
 * as well. Where they grow without bound φ is as good as piecewise linear, and correlations near 1 no more than drift: ∞.
 * @param from the length that the network's first layer has
 */
export function correlationDepth(ensemble: Ensemble, from = 1): number {
  const { length, chi, phase } = meanField(ensemble, from);
  if (phase === 'critical') return Number.POSITIVE_INFINITY;
  if (phase === 'ordered') return -1 / Math.log(chi);
  if (!(length > 0 && Number.isFinite(length))) return Number.POSITIVE_INFINITY;
  const { slope } = settledCorrelation(ensemble, length);
  return slope > 0 ? -1 / Math.log(slope) : 0;
}

import type { Activation } from '../activations';
import { activationSquare, slope, slopeSquare } from './meanField';

/** A point of the (σw², σb²) plane. */
export interface PlanePoint {
  readonly weightVariance: number;
  readonly biasVariance: number;
}

/**
 * A piece of the line χ* = 1. `settled`: at lengths that networks converge to. `unstable`: at fixed points from which
 * nearby lengths move away. `boundless`: where lengths begin to grow without bound and χ* is 1 in the limit.
 */
export interface CriticalPiece {
  readonly kind: 'settled' | 'unstable' | 'boundless';
  readonly points: readonly PlanePoint[];
}

/** The range and step of the search over lengths, as powers of ten. */
const [shortest, longest, step] = [-6, 6, 0.05];

/** At inputs of this size an activation is almost piecewise linear. */
const far = 1e8;

/**
 * Computes the critical line as a curve over the fixed point q: σw² = 1 / E φ'(√q z)², σb² = q − σw² E φ(√q z)².
 * If φ does not saturate, there is also a piece at infinite lengths: σw² = 2 / (φ'(−∞)² + φ'(∞)²) for every σb². ReLU
 * and Softplus have only this piece. For ReLU, all finite lengths give the one point (2, 0). For Softplus, they would
 * need σb² < 0.
 * @param most the largest σb² of the result
 */
export function criticalLine(activation: Activation, most: number): CriticalPiece[] {
  const pieces: { kind: CriticalPiece['kind']; points: PlanePoint[] }[] = [];
  const at = (exponent: number): PlanePoint | undefined => {
    const q = 10 ** exponent;
    const weightVariance = 1 / slopeSquare(activation, q);
    const biasVariance = q - weightVariance * activationSquare(activation, q);
    // The line starts at σb² = 0. Rounding may give a value slightly below 0.
    if (biasVariance < -1e-9 * q || biasVariance > most) return undefined;
    return { weightVariance, biasVariance: Math.max(0, biasVariance) };
  };
  let open: (typeof pieces)[number] | undefined;
  for (let exponent = shortest; exponent <= longest; exponent += step) {
    const point = at(exponent);
    if (!point) {
      if (open) open.points.push(edge(at, exponent - step, exponent));
      open = undefined;
      continue;
    }
    const kind = isStable(activation, 10 ** exponent, point.weightVariance) ? 'settled' : 'unstable';
    if (open?.kind !== kind) {
      // A piece begins at the end of the previous piece, or where the line enters the requested range.
      const start =
        open?.points.at(-1) ?? (exponent > shortest ? edge(at, exponent, exponent - step) : point);
      open = { kind, points: [start] };
      pieces.push(open);
    }
    open.points.push(point);
  }
  const steepness = slope(activation, -far) ** 2 + slope(activation, far) ** 2;
  if (steepness > 0) {
    const weightVariance = 2 / steepness;
    pieces.push({
      kind: 'boundless',
      points: [0, most].map((biasVariance) => ({ weightVariance, biasVariance })),
    });
  }
  return pieces.filter(({ points }) => isLong(points));
}

/** Finds by bisection the last point between a length that has a point and a length that has none. */
function edge(at: (exponent: number) => PlanePoint | undefined, inside: number, outside: number): PlanePoint {
  let [near, far] = [inside, outside];
  for (let i = 0; i < 30; i++) {
    const middle = (near + far) / 2;
    if (at(middle)) near = middle;
    else far = middle;
  }
  return at(near)!;
}

/** Whether nearby lengths move towards q: the slope of the length map there is at most 1. */
function isStable(activation: Activation, q: number, weightVariance: number): boolean {
  const [low, high] = [q * (1 - 1e-4), q * (1 + 1e-4)];
  const rise = activationSquare(activation, high) - activationSquare(activation, low);
  return (weightVariance * rise) / (high - low) <= 1 + 1e-6;
}

/** Whether the points are not all the same. */
function isLong(points: readonly PlanePoint[]): boolean {
  const [first] = points;
  const apart = (p: PlanePoint) =>
    Math.abs(p.weightVariance - first!.weightVariance) + Math.abs(p.biasVariance - first!.biasVariance);
  return points.some((point) => apart(point) > 1e-6);
}

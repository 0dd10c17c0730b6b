import { numbers } from '../kernels/reference/numbers';
import { type Ensemble, meanField } from './meanField';

/** Nodes z and weights of the trapezoidal rule for the normal density: on a line it is exact to many digits for smooth functions. */
const step = 1 / 8;
const reach = 6;
const nodes = Float64Array.from({ length: (2 * reach) / step + 1 }, (_, i) => i * step - reach);
const weights = nodes.map((z) => (step * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));

/** The correlation map at length q on a grid: quick, for curves that are drawn; `correlationMap` is the exact one. */
function quickMap({ activation, weightVariance, biasVariance }: Ensemble, q: number) {
  const root = Math.sqrt(q);
  const value = (u: number) => activation.value(numbers, u);
  const first = nodes.map((z, i) => weights[i]! * value(root * z));
  return (c: number): number => {
    const across = Math.sqrt(Math.max(0, 1 - c * c));
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) {
      let inner = 0;
      for (let j = 0; j < nodes.length; j++)
        inner += weights[j]! * value(root * (c * nodes[i]! + across * nodes[j]!));
      sum += first[i]! * inner;
    }
    return (weightVariance * sum + biasVariance) / q;
  };
}

/**
 * ξc: the layers over which two inputs' correlation comes e times closer to where it settles, −1 / ln of the correlation
 * map's slope there: χ* at c = 1 in the ordered phase, the slope at the stable c* < 1 in the chaotic one (Schoenholz et
 * al. 2017, eq. 9). ∞ at the critical point. NaN where lengths vanish or grow without bound.
 */
export function correlationDepth(ensemble: Ensemble): number {
  const { length, chi, phase } = meanField(ensemble);
  if (!(length > 0) || !Number.isFinite(length)) return Number.NaN;
  if (phase === 'critical') return Number.POSITIVE_INFINITY;
  if (phase === 'ordered') return -1 / Math.log(chi);
  const map = quickMap(ensemble, length);
  // In the chaotic phase map(c) − c falls from above 0 at c = 0 to below 0 short of c = 1, where it comes back to 0.
  let [low, high] = [0, 1 - 1e-4];
  if (map(high) > high) return Number.POSITIVE_INFINITY;
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (map(middle) > middle) low = middle;
    else high = middle;
  }
  const rest = (low + high) / 2;
  const slope = (map(rest + 1e-4) - map(rest - 1e-4)) / 2e-4;
  return slope > 0 && slope < 1 ? -1 / Math.log(slope) : Number.NaN;
}

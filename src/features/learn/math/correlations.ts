import { hermiteSquares } from '../../../engine/theory/hermite';
import { type Ensemble, meanField } from '../../../engine/theory/meanField';

/** Terms of the series; for tanh at lengths up to about 2 the rest is below 10⁻⁶. */
const degree = 64;

/**
 * The correlation of two inputs' pre-activations at the input and after each layer, at the settled length q*:
 * c ↦ (σw² Σ aₖ² cᵏ + σb²) / q* with the activation's Hermite coefficients aₖ (Poole et al. 2016, eq. 5, as a series).
 */
export function correlationPath(ensemble: Ensemble, start: number, layers: number): number[] {
  const { activation, weightVariance, biasVariance } = ensemble;
  const { length } = meanField(ensemble);
  const squares = hermiteSquares(activation, length, degree);
  const path = [start];
  while (path.length <= layers) {
    let sum = 0;
    for (let k = degree; k >= 0; k--) sum = sum * path.at(-1)! + squares[k]!;
    path.push(Math.min(1, (weightVariance * sum + biasVariance) / length));
  }
  return path;
}

import type { Activation } from '../activations';
import { numbers } from '../kernels/reference/numbers';
import { normalQuadrature } from './gaussian';

/**
 * The squared coefficients of u ↦ φ(√q u) in Hermite polynomials that are orthonormal under the normal density, for
 * degrees 0 to `degree`. Mehler's formula gives E φ(√q u₁) φ(√q u₂) = Σ aₖ² cᵏ for u₁, u₂ with correlation c. The whole
 * correlation map thus needs only integrals in one variable, which are split at the kinks of φ.
 */
export function hermiteSquares(activation: Activation, q: number, degree: number): Float64Array {
  const root = Math.sqrt(q);
  // A polynomial of degree k oscillates about √k / 2π times per unit.
  const { points, weights } = normalQuadrature(root, activation.kinks, Math.min(0.5, 25 / Math.sqrt(degree)));
  const weighted = points.map((z, i) => weights[i]! * activation.value(numbers, root * z));
  let before = new Float64Array(points.length);
  let present = new Float64Array(points.length).fill(1);
  const squares = new Float64Array(degree + 1);
  for (let k = 0; k <= degree; k++) {
    let sum = 0;
    for (let i = 0; i < points.length; i++) sum += weighted[i]! * present[i]!;
    squares[k] = sum * sum;
    const [along, back] = [1 / Math.sqrt(k + 1), Math.sqrt(k / (k + 1))];
    for (let i = 0; i < points.length; i++) before[i] = along * points[i]! * present[i]! - back * before[i]!;
    [before, present] = [present, before];
  }
  return squares;
}

import type { Entry } from '../../base/entry';
import type { Algebra } from '../algebra';

/** An activation φ. Each one is a file; adding one touches this folder alone. */
export interface Activation extends Entry {
  /** φ(z). */
  value<T>(m: Algebra<T>, z: T): T;
  /** φ'(z). `a` is φ(z), because some derivatives are simplest in terms of it. It must be finite for every finite z. */
  derivative<T>(m: Algebra<T>, z: T, a: T): T;
  /** TeX of φ'. */
  readonly derivativeFormula: string;
  /** sup |φ'|. A unit counts as saturated when its slope is below 5 % of this. */
  readonly derivativeMax: number;
  /** The points where φ is not smooth. Quadrature splits there. */
  readonly kinks: readonly number[];
  readonly params: Record<string, never>;
  /** The PyTorch module that computes φ. */
  readonly pytorch: string;
}

import type { Entry } from '../../base/entry';
import type { Algebra } from '../algebra';

/** An activation φ. One file each; adding one touches this folder alone. */
export interface Activation extends Entry {
  /** φ(z). */
  value<T>(m: Algebra<T>, z: T): T;
  /** φ'(z); `a` is φ(z), for those whose derivative is simplest in it. Must be finite for every finite z. */
  derivative<T>(m: Algebra<T>, z: T, a: T): T;
  /** TeX of φ'. */
  readonly derivativeFormula: string;
  /** sup |φ'|: a unit counts as saturated below 5 % of it. */
  readonly derivativeMax: number;
  /** Where φ is not smooth; quadrature splits there. */
  readonly kinks: readonly number[];
  readonly params: Record<string, never>;
}

import type { Algebra } from '../algebra';

/** What keeps the division from failing where all numbers are alike. This is PyTorch's default. */
export const eps = 1e-5;

/** (z − μ) / √(σ² + ε) */
export const standardize = <V>(m: Algebra<V>, z: V, mean: V, variance: V): V =>
  m.div(m.sub(z, mean), m.sqrt(m.add(variance, eps)));

import type { Algebra } from '../../algebra';
import type { Kernels, Matrix } from '../../kernels/kernels';

/** softmax(z / T) on the device. `fold` reduces the rows once; the expressions then take `inputs`. */
export interface Softened {
  readonly scratch: readonly Matrix[];
  /** z `[batch, classes]`, then the reduced values. */
  readonly inputs: readonly [Matrix, Matrix, Matrix];
  fold(): void;
  probability<T>(m: Algebra<T>, z: T, top: T, sum: T): T;
  /** Finite for every finite z. */
  logProbability<T>(m: Algebra<T>, z: T, top: T, sum: T): T;
}

export function softened(kernels: Kernels, z: Matrix, temperature: number): Softened {
  const top = kernels.matrix(z.rows, 1);
  const sum = kernels.matrix(z.rows, 1);
  const scaled = <T>(m: Algebra<T>, z: T, top: T): T => m.div(m.sub(z, top), temperature);
  return {
    scratch: [top, sum],
    inputs: [z, top, sum],
    fold() {
      kernels.foldRows(top, 'max', (_m, z) => z, [z]);
      kernels.foldRows(sum, 'sum', (m, z, top) => m.exp(scaled(m, z, top!)), [z, top]);
    },
    probability: (m, z, top, sum) => m.div(m.exp(scaled(m, z, top)), sum),
    logProbability: (m, z, top, sum) => m.sub(scaled(m, z, top), m.log(sum)),
  };
}

/** q (ln q − ln p), or 0 if q is 0: a term of KL(q ‖ p). */
export const divergence = <T>(m: Algebra<T>, q: T, logP: T): T =>
  m.where(m.greater(q, 0), m.mul(q, m.sub(m.log(q), logP)), 0);

import type { Algebra } from '../../algebra';

/** x²/2 where |x| < 1, else |x| − 1/2 (Huber with δ = 1, PyTorch's smooth L1). */
export const huber = <T>(m: Algebra<T>, x: T): T => {
  const size = m.abs(x);
  return m.where(m.greater(1, size), m.mul(m.square(x), 0.5), m.sub(size, 0.5));
};

/** The derivative of that function. */
export const huberSlope = <T>(m: Algebra<T>, x: T): T => m.max(m.min(x, 1), -1);

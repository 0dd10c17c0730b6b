import type { Matrix } from './kernels/kernels';

/** A parameter that training changes, and the gradient of the loss with respect to it. */
export interface Parameter {
  readonly value: Matrix;
  /** The gradient divided by `gradientScale`. */
  readonly gradient: Matrix;
  /** `[1, 1]`, a power of two: see `Flow.rescale`. */
  readonly gradientScale: Matrix;
}

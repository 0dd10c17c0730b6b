/**
 * The elementwise arithmetic of activations, losses and optimizers. Each formula is written once and serves every
 * backend. `T` is a number in the reference kernels, a line of shader code on a GPU, and an instruction in a compiled
 * kernel.
 */
export interface Algebra<T> {
  add(a: Operand<T>, b: Operand<T>): T;
  sub(a: Operand<T>, b: Operand<T>): T;
  mul(a: Operand<T>, b: Operand<T>): T;
  div(a: Operand<T>, b: Operand<T>): T;
  min(a: Operand<T>, b: Operand<T>): T;
  max(a: Operand<T>, b: Operand<T>): T;
  neg(a: T): T;
  abs(a: T): T;
  square(a: T): T;
  sqrt(a: T): T;
  exp(a: T): T;
  /** e^a − 1, accurate near 0. */
  expm1(a: T): T;
  log(a: T): T;
  /** ln(1 + a), accurate near 0. */
  log1p(a: T): T;
  tanh(a: T): T;
  /** 1 / (1 + e^−a), without overflow. */
  sigmoid(a: T): T;
  /** The error function. */
  erf(a: T): T;
  /** A power of two near a > 0, at most a in the usual case; 1 if a is 0, infinite or NaN. Scaling by it is exact. */
  powerOfTwo(a: T): T;
  /** 1 where a > b, else 0. */
  greater(a: Operand<T>, b: Operand<T>): T;
  /** 1 where a = b, else 0. */
  equal(a: Operand<T>, b: Operand<T>): T;
  /** a where condition ≠ 0, else b. */
  where(condition: T, a: Operand<T>, b: Operand<T>): T;
}

export type Operand<T> = T | number;

/** An elementwise function from some inputs to one output. */
export type Expression = <T>(m: Algebra<T>, ...inputs: T[]) => T;

/** An elementwise function from some inputs to several outputs. */
export type Expressions = <T>(m: Algebra<T>, ...inputs: T[]) => Operand<T>[];

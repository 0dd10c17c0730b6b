import type { Expression, Expressions } from '../algebra';

/** All backends. */
export const backends = ['wasm', 'webgpu', 'webgl', 'tensorflow', 'cpu', 'reference'] as const;
export type Backend = (typeof backends)[number];

/** Whether a backend computes on the CPU. Reading a number is free there. */
export const isOnProcessor = (backend: Backend): boolean =>
  backend === 'wasm' || backend === 'cpu' || backend === 'reference';

/** A buffer of `rows × cols` numbers, row-major, in the backend's memory. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
}

/** Numbers in the backend's precision. */
export type Numbers = Float32Array | Float64Array;

/** The shape that inputs are broadcast to if they have one row, one column or one number. */
export const repeatedShape = (inputs: readonly Matrix[]): [rows: number, cols: number] => [
  Math.max(...inputs.map(({ rows }) => rows)),
  Math.max(...inputs.map(({ cols }) => cols)),
];

/** How rows or columns are reduced to one number each. `argmax` gives the index of the first largest. */
export type Fold = 'sum' | 'mean' | 'max' | 'argmax';

/** How a whole matrix is reduced to one number. */
export type Measure =
  /** Σ x */
  | 'sum'
  /** √(Σ x²). The largest |x| is factored out, so that squares neither underflow nor overflow. */
  | 'norm'
  /** The number of columns that are 0 in every row. */
  | 'zeroColumns';

/**
 * The interface that every backend implements. A network is written once against these primitives. A backend may run
 * them one by one. It may also record them with `compile` and run the whole step as one program.
 * The shape of a matrix is fixed when it is created. Outputs are overwritten. An output of `map` may also be an input;
 * outputs of other calls may not. Only `read` and `peek` wait for the device.
 */
export interface Kernels {
  readonly backend: Backend;
  /** Present if the backend differentiates by itself. Training then uses no derivative of ours. */
  readonly autodiff?: Autodiff;

  /** Creates a matrix. It contains `values` (row-major, `rows × cols` numbers) or zeros. */
  matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix;
  /**
   * Creates a matrix for temporary values of a compiled sequence. Each sequence must write it before reading it, and
   * its contents are lost at the end. A backend may place several of them in the same memory if their lifetimes do not
   * overlap.
   */
  scratch(rows: number, cols: number): Matrix;
  /** Replaces a matrix's contents, row-major. */
  write(target: Matrix, values: ArrayLike<number>): void;
  /** A copy of a matrix's contents, row-major. */
  read(source: Matrix): Numbers | Promise<Numbers>;
  /**
   * A matrix's contents, row-major, valid until the next call. The result is immediate if the numbers are in host
   * memory, and may then be that memory itself.
   */
  peek(source: Matrix): Numbers | Promise<Numbers>;
  /** Frees a matrix. */
  free(matrix: Matrix): void;

  /** out `[m, n]` = a · b; either factor can be transposed first. `bias [1, n]`, if given, is added to every row. */
  multiply(out: Matrix, a: Matrix, b: Matrix, options?: MultiplyOptions): void;
  /**
   * Elementwise: outs[i] = expressions(inputs)[i]. All outs have one shape. Inputs of one row, one column or one number
   * are broadcast to it.
   */
  map(outs: readonly Matrix[], expressions: Expressions, inputs: readonly Matrix[]): void;
  /** out `[rows, 1]` = fold over each row of expression(inputs). */
  foldRows(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void;
  /** out `[1, cols]` = fold over each column of expression(inputs). */
  foldColumns(
    out: Matrix,
    fold: Exclude<Fold, 'argmax'>,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void;
  /** Writes one number, the measure of expression(inputs), to `out[slot]` of a `[1, n]` matrix. */
  measure(
    out: Matrix,
    slot: number,
    measure: Measure,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void;

  /** Writes the mean of a matrix to `out[slot]` and √Σ (x − mean)² to the next slot. */
  moments(out: Matrix, slot: number, input: Matrix): void;

  /**
   * Compiles a sequence of the calls above (not `matrix`, `write`, `read`, `free`) for repeated runs. The function must
   * do the same each time; only the contents of matrices may vary.
   */
  compile(sequence: () => void): () => void;

  /** The number of buffers that the backend holds, for leak tests. */
  bufferCount(): number;
  /** Frees everything. */
  dispose(): void;
}

/** A backend's own automatic differentiation. */
export interface Autodiff {
  /**
   * Runs a sequence of calls, and differentiates the number that it writes to `result[slot]`. It writes the gradient of
   * each wanted parameter.
   */
  gradients(
    sequence: () => void,
    loss: { readonly result: Matrix; readonly slot: number },
    wanted: readonly { readonly value: Matrix; readonly gradient: Matrix }[],
  ): void;
  /**
   * Within `gradients`, after a matrix was written: its gradient is to be written to `gradient`.
   * @param rescale called after that, if given. It returns the `[1, 1]` factor that the gradient is multiplied by before
   *   it goes on to what the matrix was computed from
   */
  watch(matrix: Matrix, gradient: Matrix, rescale?: () => Matrix): void;
  /** The derivative of an elementwise function of one input, as an expression with that input first. */
  derivative(value: Expression): Expression;
}

export interface MultiplyOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly bias?: Matrix;
}

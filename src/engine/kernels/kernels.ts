import type { Expression, Expressions } from '../algebra';

/** The engines there are. */
export const backends = ['wasm', 'webgpu', 'webgl', 'cpu', 'reference'] as const;
export type Backend = (typeof backends)[number];

/** Whether an engine computes on the processor, where to look at a number costs nothing. */
export const isOnProcessor = (backend: Backend): boolean =>
  backend === 'wasm' || backend === 'cpu' || backend === 'reference';

/** A buffer of `rows × cols` numbers, row-major, that lives wherever the backend keeps it. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
}

/** Numbers as a backend keeps them. */
export type Numbers = Float32Array | Float64Array;

/** The shape that inputs of one row, one column or one number are repeated to. */
export const repeatedShape = (inputs: readonly Matrix[]): [rows: number, cols: number] => [
  Math.max(...inputs.map(({ rows }) => rows)),
  Math.max(...inputs.map(({ cols }) => cols)),
];

/** How rows or columns are folded into one number each. `argmax` gives the index of the first largest. */
export type Fold = 'sum' | 'mean' | 'max' | 'argmax';

/** How a whole matrix is folded into one number. */
export type Measure =
  /** Σ x */
  | 'sum'
  /** √(Σ x²), computed with the largest |x| taken out so that squares neither underflow nor overflow. */
  | 'norm'
  /** How many columns are 0 in every row. */
  | 'zeroColumns';

/**
 * The floor on which floats are multiplied. A network is written once against these primitives; a backend may run them
 * one by one, or record them with `compile` and run the whole step as one program.
 *
 * Shapes are fixed when a matrix is made. Outputs are overwritten; `map` may have an output that is also an input,
 * the others may not. Nothing here waits for the device except `read` and `look`.
 */
export interface Kernels {
  readonly backend: Backend;

  /** A new matrix, zeros unless `values` (row-major, `rows × cols` numbers) are given. */
  matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix;
  /**
   * A new matrix for what is wanted only while a compiled sequence runs: each writes it before reading it, and leaves nothing
   * in it. A backend may give several of them one place, where their times in a sequence do not overlap.
   */
  scratch(rows: number, cols: number): Matrix;
  /** Replaces a matrix's contents, row-major. */
  write(target: Matrix, values: ArrayLike<number>): void;
  /** A copy of a matrix's contents, row-major. */
  read(source: Matrix): Numbers | Promise<Numbers>;
  /** A matrix's contents, row-major, until the next call: at once where they are at hand, and perhaps the memory itself. */
  look(source: Matrix): Numbers | Promise<Numbers>;
  /** Frees a matrix. */
  free(matrix: Matrix): void;

  /**
   * out `[m, n]` = a · b, either one transposed first if so asked. `bias [1, n]`, if given, is added to every row.
   */
  multiply(out: Matrix, a: Matrix, b: Matrix, options?: MultiplyOptions): void;
  /**
   * Elementwise: outs[i] = expressions(inputs)[i]. All outs have one shape; an input of one row, one column or one
   * number is repeated to it.
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
  /** Puts one number, the measure of expression(inputs), at `out[slot]` of a `[1, n]` matrix. */
  measure(
    out: Matrix,
    slot: number,
    measure: Measure,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void;

  /** Puts the mean of a matrix at `out[slot]` and √Σ (x − mean)² behind it. */
  moments(out: Matrix, slot: number, input: Matrix): void;

  /**
   * Prepares a sequence of the calls above (not `matrix`, `write`, `read`, `free`) to be run again and again. The
   * function is the same each time: what varies must come from matrices.
   */
  compile(sequence: () => void): () => void;

  /** How many buffers the backend holds, for leak tests. */
  bufferCount(): number;
  /** Frees everything. */
  dispose(): void;
}

export interface MultiplyOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly bias?: Matrix;
}

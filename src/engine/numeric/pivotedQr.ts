/** A matrix in row-major order. */
export interface Dense {
  readonly rows: number;
  readonly cols: number;
  /** `[rows, cols]` */
  readonly values: Float64Array;
}

/**
 * The factors of X Π = Q R for X = C · diag(2^exponent). Q `[rows, rank]` has orthonormal columns. R `[rank, cols]`
 * holds the pivoted columns of C.
 */
export interface PivotedQr {
  readonly q: Dense;
  /** Upper trapezoidal. Its columns do not include their powers of two. */
  readonly r: Dense;
  /** The column of X at each column of R. */
  readonly order: Int32Array;
}

/**
 * Householder QR with column pivoting. The rows are sorted by size first. The result is accurate for matrices whose rows
 * and columns differ in size by any factor (Cox & Higham 1998; Higham 2000, "QR factorization with complete pivoting and
 * accurate computation of the SVD").
 * The powers of two of the columns decide the pivots. They are never multiplied with the numbers, so none underflows.
 * The factorization ends when only exact zeros are left; the number of steps is the rank.
 */
export function pivotedQr(c: Dense, exponents: ArrayLike<number>): PivotedQr {
  const { rows, cols } = c;
  const sizes = Array.from({ length: rows }, (_, i) => largest(c.values, i * cols, cols));
  const byRow = sizes.map((_, i) => i).sort((a, b) => sizes[b]! - sizes[a]!);
  // The matrix is stored by columns, since a reflection works on columns.
  const work = Array.from({ length: cols }, (_, j) =>
    Float64Array.from(byRow, (i) => c.values[i * cols + j]!),
  );
  const order = Int32Array.from({ length: cols }, (_, j) => j);
  const squares = work.map((column) => sumOfSquares(column, 0));
  const most = Math.min(rows, cols);
  const reflectors: Float64Array[] = [];
  for (let k = 0; k < most; k++) {
    const pivot = pick(squares, exponents, order, k);
    if (pivot < 0) break;
    swap(work, k, pivot);
    swap(squares, k, pivot);
    swap(order, k, pivot);
    const reflector = reflect(work[k]!, k);
    reflectors.push(reflector);
    for (let j = k + 1; j < cols; j++) {
      apply(reflector, work[j]!, k);
      squares[j] = sumOfSquares(work[j]!, k + 1);
    }
  }
  const rank = reflectors.length;
  const r = new Float64Array(rank * cols);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i <= Math.min(j, rank - 1); i++) r[i * cols + j] = work[j]![i]!;
  }
  const q = new Float64Array(rows * rank);
  for (let j = 0; j < rank; j++) {
    const column = new Float64Array(rows);
    column[j] = 1;
    for (let k = rank - 1; k >= 0; k--) apply(reflectors[k]!, column, k);
    for (let i = 0; i < rows; i++) q[byRow[i]! * rank + j] = column[i]!;
  }
  return { q: { rows, cols: rank, values: q }, r: { rows: rank, cols, values: r }, order };
}

/** The index, from k on, of the largest column including its power of two; −1 if all are 0. */
function pick(
  squares: readonly number[],
  exponents: ArrayLike<number>,
  order: Int32Array,
  k: number,
): number {
  let best = -1;
  let bestSize = Number.NEGATIVE_INFINITY;
  for (let j = k; j < squares.length; j++) {
    const size = Math.log2(squares[j]!) / 2 + exponents[order[j]!]!;
    if (size > bestSize) [best, bestSize] = [j, size];
  }
  return best;
}

/** The reflection that maps a column's part from k on to a multiple of the first unit vector. It changes the column too. */
function reflect(column: Float64Array, k: number): Float64Array {
  const norm = Math.sqrt(sumOfSquares(column, k));
  const reflector = column.slice(k);
  // With this sign the subtraction below adds two sizes; the other sign would cancel digits.
  const image = reflector[0]! > 0 ? -norm : norm;
  reflector[0]! -= image;
  const length = Math.sqrt(sumOfSquares(reflector, 0));
  for (let i = 0; i < reflector.length; i++) reflector[i]! /= length;
  column.fill(0, k);
  column[k] = image;
  return reflector;
}

/** Computes column ← (I − 2 v vᵀ) column for the part from k on. */
function apply(v: Float64Array, column: Float64Array, k: number): void {
  let dot = 0;
  for (let i = 0; i < v.length; i++) dot += v[i]! * column[k + i]!;
  for (let i = 0; i < v.length; i++) column[k + i]! -= 2 * dot * v[i]!;
}

function sumOfSquares(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}

function largest(values: Float64Array, from: number, count: number): number {
  let most = 0;
  for (let i = from; i < from + count; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

function swap(list: { [index: number]: unknown }, a: number, b: number): void {
  [list[a], list[b]] = [list[b], list[a]];
}

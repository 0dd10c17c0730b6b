import { jacobiSingularValues } from './jacobiSingularValues';
import { type Dense, pivotedQr } from './pivotedQr';

/** One factor diag(slopes) · matrix of a product. */
export interface Factor {
  /** `[rows]`; if undefined, all are 1. */
  readonly slopes?: ArrayLike<number>;
  readonly matrix: Dense;
}

/**
 * Computes the singular values of a product of matrices, each to high relative accuracy, the largest first. The product
 * itself is never computed, since rounding would lose every value below ε times the largest. It is stored as
 * Q · diag(2^e) · T with orthonormal Q and well-conditioned T. A pivoted QR adds each factor, starting at the right
 * (Stewart 1994, "On graded QR decompositions of products of matrices"; Bai et al. 2011, "Stable solutions of linear
 * systems involving long chain of matrix multiplications"). The error of a step is about ε times the condition number of
 * its own factor, not that of the product.
 * @returns min(rows of the first, columns of the last) values. A value is exactly 0 if zero slopes cut off its direction
 *   or if it is below the range of float64. All are NaN if a factor contains a number that is not finite.
 */
export function productSingularValues(factors: readonly Factor[]): Float64Array {
  const last = factors.at(-1)!.matrix.cols;
  const values = new Float64Array(Math.min(factors[0]!.matrix.rows, last));
  const finite = factors.every(
    ({ slopes, matrix }) =>
      matrix.values.every(Number.isFinite) && Array.from(slopes ?? []).every(Number.isFinite),
  );
  if (!finite) return values.fill(Number.NaN);
  let q = identity(last);
  let exponents = new Int32Array(last);
  let t = identity(last);
  for (const { slopes, matrix } of [...factors].reverse()) {
    const c = scaleRows(multiply(matrix, q), slopes);
    const { q: next, r, order } = pivotedQr(c, exponents);
    if (next.cols === 0) return values;
    const powers = Int32Array.from({ length: r.rows }, (_, i) => {
      const size = Math.abs(r.values[i * r.cols + i]!);
      return Math.floor(Math.log2(size)) + exponents[order[i]!]!;
    });
    t = graded(r, order, exponents, powers, t);
    [q, exponents] = [next, powers];
  }
  const found = jacobiSingularValues(t, exponents).sort((a, b) => b - a);
  values.set(found.slice(0, values.length));
  return values;
}

/** diag(2^−powers) · R · diag(2^exponents) Πᵀ · T. */
function graded(r: Dense, order: Int32Array, exponents: Int32Array, powers: Int32Array, t: Dense): Dense {
  const values = new Float64Array(r.rows * t.cols);
  for (let i = 0; i < r.rows; i++) {
    for (let k = i; k < r.cols; k++) {
      const from = order[k]!;
      const factor = r.values[i * r.cols + k]! * 2 ** (exponents[from]! - powers[i]!);
      if (factor === 0) continue;
      for (let j = 0; j < t.cols; j++) values[i * t.cols + j]! += factor * t.values[from * t.cols + j]!;
    }
  }
  return { rows: r.rows, cols: t.cols, values };
}

function identity(size: number): Dense {
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = 1;
  return { rows: size, cols: size, values };
}

function multiply(a: Dense, b: Dense): Dense {
  const values = new Float64Array(a.rows * b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.cols; k++) {
      const factor = a.values[i * a.cols + k]!;
      for (let j = 0; j < b.cols; j++) values[i * b.cols + j]! += factor * b.values[k * b.cols + j]!;
    }
  }
  return { rows: a.rows, cols: b.cols, values };
}

/** Multiplies the rows by their slopes in place. Rows with slope 0 become exactly 0. */
function scaleRows(matrix: Dense, slopes: ArrayLike<number> | undefined): Dense {
  if (slopes) {
    matrix.values.forEach((value, i) => {
      matrix.values[i] = value * slopes[Math.floor(i / matrix.cols)]!;
    });
  }
  return matrix;
}

import type { Dense } from './pivotedQr';

/** The largest number of sweeps over all pairs of rows. About six are usual. */
const maxSweeps = 60;

/**
 * Computes the singular values of diag(2^exponent) · T by one-sided Jacobi rotations of the rows. If T is well
 * conditioned, each value has high relative accuracy, even if the values differ by many orders of magnitude (Demmel &
 * Veselić 1992). The powers of two are stored separately, so that no square underflows.
 * @returns the values, unsorted; 0 for a value below the range of float64
 */
export function jacobiSingularValues({ rows, cols, values }: Dense, exponents: ArrayLike<number>): number[] {
  const t = Array.from({ length: rows }, (_, i) => values.slice(i * cols, (i + 1) * cols));
  const squares = t.map((row) => dot(row, row));
  const tolerance = cols * Number.EPSILON;
  for (let sweep = 0, rotated = true; rotated && sweep < maxSweeps; sweep++) {
    rotated = false;
    for (let i = 0; i + 1 < rows; i++) {
      for (let j = i + 1; j < rows; j++) {
        const [p, q] = exponents[i]! >= exponents[j]! ? [i, j] : [j, i];
        const g = dot(t[p]!, t[q]!);
        if (Math.abs(g) <= tolerance * Math.sqrt(squares[p]! * squares[q]!)) continue;
        rotated = true;
        rotate(t[p]!, t[q]!, g, squares[p]!, squares[q]!, 2 ** (exponents[q]! - exponents[p]!));
        squares[p] = dot(t[p]!, t[p]!);
        squares[q] = dot(t[q]!, t[q]!);
      }
    }
  }
  return squares.map((square, i) => scaled(Math.sqrt(square), exponents[i]!));
}

/**
 * Makes two rows orthogonal by a rotation. The second row stands for `ratio` ≤ 1 times its stored numbers. The tangent
 * of the angle is ratio · τ, where ratio² g τ² + (a − ratio² b) τ − g = 0.
 */
function rotate(p: Float64Array, q: Float64Array, g: number, a: number, b: number, ratio: number): void {
  const gap = a - ratio * ratio * b;
  const root = Math.sqrt(gap * gap + 4 * ratio * ratio * g * g);
  const tau = (2 * g) / (gap < 0 ? gap - root : gap + root);
  const cos = 1 / Math.sqrt(1 + (ratio * tau) ** 2);
  for (let k = 0; k < p.length; k++) {
    const [x, y] = [p[k]!, q[k]!];
    p[k] = cos * (x + ratio * ratio * tau * y);
    q[k] = cos * (y - tau * x);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** value · 2^exponent. It multiplies by two powers, since a single power might overflow. */
const scaled = (value: number, exponent: number): number => {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
};

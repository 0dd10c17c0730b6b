import type { Dense } from './pivotedQr';

/** Sweeps over all pairs of rows; six or so are usual. */
const maxSweeps = 60;

/**
 * Singular values of diag(2^exponent) · T by one-sided Jacobi rotations of the rows: each to high relative accuracy, however
 * far apart they lie, where T alone is well conditioned (Demmel & Veselić 1992). The powers of two stay beside the numbers,
 * so that no square underflows.
 * @returns unsorted; 0 where one lies below what float64 holds
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
 * Makes two rows orthogonal by a rotation, the second `ratio` ≤ 1 times as large as it stands: tan of the angle is
 * ratio · τ, where ratio² g τ² + (a − ratio² b) τ − g = 0.
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

/** value · 2^exponent, by two halves as one power alone might overflow. */
const scaled = (value: number, exponent: number): number => {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
};

import type { Random } from '../../random/random';

/** Number of permutations for the p-value. */
const permutations = 200;

/** The distance between two samples, measured with a Gaussian kernel. */
export interface MeanDiscrepancy {
  /** The unbiased estimate of MMD². If both samples have one distribution, its mean is 0, so it may be negative. */
  readonly squared: number;
  /** σ of the kernel exp(−‖x − y‖² / 2σ²). */
  readonly bandwidth: number;
  /** The share of permutations of the pooled samples with at least this distance, counting the samples themselves. */
  readonly pValue: number;
}

/**
 * Estimates the maximum mean discrepancy of two samples, MMD² = E k(x, x') + E k(y, y') − 2 E k(x, y). The kernel is
 * Gaussian, and its bandwidth is the median distance of the pooled samples. The estimate is unbiased (Gretton et al.
 * 2012, JMLR 13, eq. 3). A permutation test gives the p-value.
 * @param x `[m, features]`, at least two rows
 * @param y `[n, features]`, at least two rows
 */
export function meanDiscrepancy(
  x: Float64Array,
  y: Float64Array,
  features: number,
  random: Random,
): MeanDiscrepancy {
  const pooled = new Float64Array(x.length + y.length);
  pooled.set(x);
  pooled.set(y, x.length);
  const squares = squaredDistances(pooled, features);
  const count = pooled.length / features;
  const bandwidth = medianDistance(squares, count);
  const kernel = squares.map((square) => Math.exp(-square / (2 * bandwidth * bandwidth)));
  const m = x.length / features;
  const discrepancy = discrepancyIn(kernel, count);
  const squared = discrepancy(Int32Array.from({ length: m }, (_, i) => i));
  let asFar = 1;
  for (let i = 0; i < permutations; i++) {
    if (discrepancy(random.permutation(count).subarray(0, m)) >= squared) asFar++;
  }
  return { squared, bandwidth, pValue: asFar / (permutations + 1) };
}

/** ‖a − b‖² of all pairs of rows `[rows, rows]`. */
function squaredDistances(matrix: Float64Array, features: number): Float64Array {
  const count = matrix.length / features;
  const squares = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let k = 0; k < features; k++) {
        square += (matrix[i * features + k]! - matrix[j * features + k]!) ** 2;
      }
      squares[i * count + j] = square;
      squares[j * count + i] = square;
    }
  }
  return squares;
}

/** The median of the distances that are not 0; 1 if all rows are equal. */
function medianDistance(squares: Float64Array, count: number): number {
  const pairs = new Float64Array((count * (count - 1)) / 2);
  for (let i = 1; i < count; i++) pairs.set(squares.subarray(i * count, i * count + i), (i * (i - 1)) / 2);
  pairs.sort();
  const first = pairs.findIndex((square) => square > 0);
  if (first < 0) return 1;
  const middle = (first + pairs.length - 1) / 2;
  return (Math.sqrt(pairs[Math.floor(middle)]!) + Math.sqrt(pairs[Math.ceil(middle)]!)) / 2;
}

/** Returns a function that computes MMD² between some of the pooled rows and the others. The kernel is `[count, count]`. */
function discrepancyIn(kernel: Float64Array, count: number): (rows: Int32Array) => number {
  // With the sums over whole rows (without k(x, x)), each permutation needs to sum only the block of one sample.
  const rowSums = Float64Array.from(
    { length: count },
    (_, i) => kernel.subarray(i * count, (i + 1) * count).reduce((sum, k) => sum + k, 0) - 1,
  );
  const all = rowSums.reduce((sum, row) => sum + row, 0);
  return (rows) => {
    const [m, n] = [rows.length, count - rows.length];
    let [within, ofRows] = [-m, 0];
    for (let a = 0; a < m; a++) {
      const row = rows[a]! * count;
      ofRows += rowSums[rows[a]!]!;
      for (let b = 0; b < m; b++) within += kernel[row + rows[b]!]!;
    }
    const across = ofRows - within;
    const others = all - ofRows - across;
    return within / (m * (m - 1)) + others / (n * (n - 1)) - (2 * across) / (m * n);
  };
}

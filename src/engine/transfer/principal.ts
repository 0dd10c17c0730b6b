import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { norm } from '../numeric/norm';

/** Two directions in the space of a layer's units, `[2, units]`, and the point where they cross. */
export interface PrincipalAxes {
  readonly mean: Float64Array;
  readonly directions: readonly [Float64Array, Float64Array];
  /** The share of the variance along each direction. */
  readonly shares: readonly [number, number];
}

/**
 * Computes the first two principal components of a matrix from the eigenvectors of the smaller of XᵀX and XXᵀ.
 * @param values `[rows, cols]`, at least one row
 * @param before axes of an earlier step. A new direction that points away from its earlier one is reversed.
 */
export function principalAxes(values: Float64Array, cols: number, before?: PrincipalAxes): PrincipalAxes {
  const rows = values.length / cols;
  const mean = new Float64Array(cols);
  for (let i = 0; i < values.length; i++) mean[i % cols]! += values[i]! / rows;
  const centred = Matrix.from1DArray(
    rows,
    cols,
    values.map((value, i) => value - mean[i % cols]!),
  );
  const wide = cols > rows;
  const other = centred.transpose();
  const gram = wide ? centred.mmul(other) : other.mmul(centred);
  const size = gram.trace();
  // The decomposition fails on extremely small numbers. Entries below the rounding error of the others become 0.
  if (size > 0) gram.apply((i, j) => gram.set(i, j, flushed(gram.get(i, j) / size)));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(value, 0), 0);
  const component = (k: number): { direction: Float64Array; share: number } => {
    // Eigenvalues come in rising order.
    const place = realEigenvalues.length - 1 - k;
    if (place < 0 || total === 0) return { direction: new Float64Array(cols), share: 0 };
    const vector = eigenvectorMatrix.getColumnVector(place);
    const along = Float64Array.from((wide ? other.mmul(vector) : vector).to1DArray());
    const length = norm(along) || 1;
    const sign = turned(along, before?.directions[k as 0 | 1]);
    return {
      direction: along.map((value) => (sign * value) / length),
      share: Math.max(realEigenvalues[place]!, 0) / total,
    };
  };
  const [first, second] = [component(0), component(1)];
  return { mean, directions: [first.direction, second.direction], shares: [first.share, second.share] };
}

/** Replaces a number that is negligible relative to 1 by 0. */
const flushed = (value: number): number => (Math.abs(value) < 1e-20 ? 0 : value);

/** The sign that turns a direction towards the earlier one. Without an earlier one, the largest entry becomes positive. */
function turned(direction: Float64Array, before: Float64Array | undefined): number {
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  const dot = before ? direction.reduce((sum, value, i) => sum + value * before[i]!, 0) : largest;
  return dot < 0 ? -1 : 1;
}

/** Projects the rows of a matrix `[rows, cols]` onto two axes; returns `[rows, 2]`. */
export function project(values: Float64Array, { mean, directions }: PrincipalAxes): Float64Array {
  const cols = mean.length;
  return Float64Array.from({ length: (2 * values.length) / cols }, (_, i) => {
    const from = Math.floor(i / 2) * cols;
    const direction = directions[(i % 2) as 0 | 1];
    return direction.reduce((sum, along, k) => sum + along * (values[from + k]! - mean[k]!), 0);
  });
}

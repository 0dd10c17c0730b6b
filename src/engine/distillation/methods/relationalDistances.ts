import type { Algebra } from '../../algebra';
import type { Kernels, Matrix } from '../../kernels/kernels';
import { huber, huberSlope } from './huber';
import type { Ends, Relation } from './relation';

/** Lower bound on squared distances, as in the authors' code. A pair below it has no gradient. */
const least = 1e-12;
/** Distances above this are not at the lower bound, even with rounding. */
const above = 1.00001e-6;

/** Pairwise distances `[rows, rows]`, 0 on the diagonal, and the mean of the off-diagonal ones `[1, 1]`. */
interface Distances {
  readonly centered: Matrix;
  readonly distance: Matrix;
  readonly mean: Matrix;
  readonly scratch: readonly Matrix[];
  run(): void;
}

/**
 * `weight · mean of h(d^s_ij / mean d^s − d^t_ij / mean d^t)` over all rows² pairs, with h the Huber loss (Park et al.
 * 2019, eqs. 5–6). With g_ij = h', μ the mean and N = rows (rows − 1): `∂L/∂d_ij = g_ij/μ − Σ g d / (μ² N)`, then
 * `∂d_ij/∂e_i = (e_i − e_j) / d_ij`.
 */
export function distances(
  kernels: Kernels,
  { student, teacher }: Ends,
  { weight, loss }: { weight: number; loss: Matrix },
): Relation {
  const { rows, cols } = student;
  const [own, given] = [pairwise(kernels, student), pairwise(kernels, teacher)];
  const slope = kernels.matrix(rows, rows);
  const byMean = kernels.matrix(1, 1);
  const coefficients = kernels.matrix(rows, rows);
  const total = kernels.matrix(rows, 1);
  const others = kernels.matrix(rows, cols);
  const gradient = kernels.matrix(rows, cols);
  const share = weight / rows ** 2;
  const compared = [own.distance, own.mean, given.distance, given.mean];
  const difference = <T>(m: Algebra<T>, d: T, mean: T, t: T, teacherMean: T): T =>
    m.sub(m.div(d, mean), m.div(t, teacherMean));
  return {
    gradient,
    scratch: [...own.scratch, ...given.scratch, slope, byMean, coefficients, total, others, gradient],
    run() {
      own.run();
      given.run();
      kernels.measure(
        loss,
        0,
        'sum',
        (m, d, mean, t, teacherMean) => m.mul(huber(m, difference(m, d, mean!, t!, teacherMean!)), share),
        compared,
      );
      kernels.map(
        [slope],
        (m, d, mean, t, teacherMean) => [
          m.div(m.mul(huberSlope(m, difference(m, d!, mean!, t!, teacherMean!)), share), mean!),
        ],
        compared,
      );
      kernels.measure(
        byMean,
        0,
        'sum',
        (m, g, d, mean) => m.mul(m.div(m.mul(g, d!), mean!), 1 / pairsOf(rows)),
        [slope, own.distance, own.mean],
      );
      kernels.map(
        [coefficients],
        (m, g, d, by) => [m.where(m.greater(d!, above), m.div(m.sub(g!, by!), d!), 0)],
        [slope, own.distance, byMean],
      );
      kernels.foldRows(total, 'sum', (_m, x) => x, [coefficients]);
      kernels.multiply(others, coefficients, own.centered);
      // The factor is 2 because each pair occurs once from either end.
      kernels.map([gradient], (m, x, sum, rest) => [m.mul(m.sub(m.mul(x!, sum!), rest!), 2)], [
        own.centered,
        total,
        others,
      ]);
    },
  };
}

/** Number of ordered pairs of different rows. */
const pairsOf = (rows: number) => Math.max(1, rows * (rows - 1));

function pairwise(kernels: Kernels, x: Matrix): Distances {
  const { rows, cols } = x;
  const center = kernels.matrix(1, cols);
  const centered = kernels.matrix(rows, cols);
  const products = kernels.matrix(rows, rows);
  const unity = kernels.matrix(
    rows,
    rows,
    Float64Array.from({ length: rows * rows }, (_, k) => (k % (rows + 1) === 0 ? 1 : 0)),
  );
  const [squares, squaresAcross] = [kernels.matrix(rows, 1), kernels.matrix(1, rows)];
  const distance = kernels.matrix(rows, rows);
  const mean = kernels.matrix(1, 1);
  return {
    centered,
    distance,
    mean,
    scratch: [center, centered, products, unity, squares, squaresAcross, distance, mean],
    run() {
      // Rows are centred first. Otherwise |a|² + |b|² − 2ab loses the digits that a and b have in common.
      kernels.foldColumns(center, 'mean', (_m, x) => x, [x]);
      kernels.map([centered], (m, x, c) => [m.sub(x!, c!)], [x, center]);
      kernels.multiply(products, centered, centered, { transposeB: true });
      // The squares come from the same products. Two equal rows are then at distance exactly 0.
      kernels.foldRows(squares, 'sum', (m, p, one) => m.mul(p, one!), [products, unity]);
      kernels.foldColumns(squaresAcross, 'sum', (m, p, one) => m.mul(p, one!), [products, unity]);
      kernels.map(
        [distance],
        (m, product, a, b, one) => {
          const square = m.sub(m.add(a!, b!), m.mul(product!, 2));
          return [m.mul(m.sqrt(m.max(square, least)), m.sub(1, one!))];
        },
        [products, squares, squaresAcross, unity],
      );
      kernels.measure(mean, 0, 'sum', (m, d) => m.mul(d, 1 / pairsOf(rows)), [distance]);
      // A single row has no distance. A mean of 1 leaves its 0 unchanged.
      if (rows === 1) kernels.map([mean], (m, d) => [m.add(d!, 1)], [mean]);
    },
  };
}

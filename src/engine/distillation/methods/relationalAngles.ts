import type { Kernels, Matrix } from '../../kernels/kernels';
import { huber, huberSlope } from './huber';
import type { Ends, Relation } from './relation';

/** Differences shorter than this have no direction. Their cosines are 0 and have no gradient. */
const shortest = 1e-12;

/** Maps differences e_i − e_a to rows. Row `a · rows + i` of each matrix `[rows², rows]` has a 1 at the given place. */
interface Selectors {
  /** At a, the vertex. */
  readonly vertex: Matrix;
  /** At i, the end. */
  readonly end: Matrix;
  /** 1 at i and −1 at a; all 0 if i = a. */
  readonly difference: Matrix;
}

/** The angles at every vertex a between every two ends i and j. Rows are `(a, i)`, columns are j. */
interface Angles {
  /** cos ∠ `[rows², rows]` */
  readonly cosine: Matrix;
  /** (e_i − e_a) / ‖e_i − e_a‖ `[rows², units]` */
  readonly direction: Matrix;
  /** 1 / ‖e_i − e_a‖ `[rows², 1]`; 0 if the difference has no direction. */
  readonly inverse: Matrix;
  /** 1 / ‖e_j − e_a‖ `[rows², rows]` */
  readonly inverseAcross: Matrix;
  /** e_a `[rows², units]` */
  readonly apex: Matrix;
  readonly scratch: readonly Matrix[];
  run(): void;
}

/**
 * `weight · mean of h(cos ∠^s_iaj − cos ∠^t_iaj)` over all rows³ triples, with h the Huber loss (Park et al. 2019, eqs.
 * 7–8). v_i is the direction from a to i, and P = h'. Then `∂L/∂v_i = 2 Σ_j P_ij v_j` and `∂v/∂e = (1 − v vᵀ) / ‖e_i −
 * e_a‖`.
 */
export function angles(
  kernels: Kernels,
  { student, teacher }: Ends,
  { weight, loss }: { weight: number; loss: Matrix },
): Relation {
  const { rows, cols } = student;
  const selectors = select(kernels, rows);
  const own = anglesOf(kernels, student, selectors);
  const given = anglesOf(kernels, teacher, selectors);
  const coefficients = kernels.matrix(rows * rows, rows);
  const total = kernels.matrix(rows * rows, 1);
  const turned = kernels.matrix(rows * rows, cols);
  const along = kernels.matrix(rows * rows, 1);
  const gradient = kernels.matrix(rows, cols);
  const share = weight / rows ** 3;
  return {
    gradient,
    scratch: [
      ...Object.values(selectors),
      ...own.scratch,
      ...given.scratch,
      coefficients,
      total,
      turned,
      along,
      gradient,
    ],
    run() {
      own.run();
      given.run();
      const cosines = [own.cosine, given.cosine];
      kernels.measure(loss, 0, 'sum', (m, s, t) => m.mul(huber(m, m.sub(s, t!)), share), cosines);
      kernels.map(
        [coefficients],
        (m, s, t, inverse) => [m.mul(m.mul(huberSlope(m, m.sub(s!, t!)), 2 * share), inverse!)],
        [...cosines, own.inverseAcross],
      );
      // Σ_j P_ij v_j, with v_j = (e_j − e_a) / ‖e_j − e_a‖.
      kernels.multiply(turned, coefficients, student);
      kernels.foldRows(total, 'sum', (_m, x) => x, [coefficients]);
      kernels.map([turned], (m, x, sum, apex) => [m.sub(x!, m.mul(sum!, apex!))], [turned, total, own.apex]);
      kernels.foldRows(along, 'sum', (m, x, v) => m.mul(x, v!), [turned, own.direction]);
      kernels.map([turned], (m, x, dot, v, inverse) => [m.mul(m.sub(x!, m.mul(dot!, v!)), inverse!)], [
        turned,
        along,
        own.direction,
        own.inverse,
      ]);
      kernels.multiply(gradient, selectors.difference, turned, { transposeA: true });
    },
  };
}

function anglesOf(kernels: Kernels, x: Matrix, { vertex, end, difference }: Selectors): Angles {
  const { rows, cols } = x;
  const many = (width: number) => kernels.matrix(rows * rows, width);
  const [direction, apex] = [many(cols), many(cols)];
  const [length, inverse, offset] = [many(1), many(1), many(1)];
  const [spread, inverseAcross, cosine] = [many(rows), many(rows), many(rows)];
  const square = kernels.matrix(rows, rows);
  return {
    cosine,
    direction,
    inverse,
    inverseAcross,
    apex,
    scratch: [direction, apex, length, inverse, offset, spread, inverseAcross, cosine, square],
    run() {
      kernels.multiply(direction, difference, x);
      kernels.multiply(apex, vertex, x);
      kernels.foldRows(length, 'sum', (m, x) => m.square(x), [direction]);
      kernels.map(
        [inverse],
        (m, sum) => {
          const norm = m.sqrt(sum!);
          return [m.where(m.greater(norm, shortest), m.div(1, norm), 0)];
        },
        [length],
      );
      kernels.map([direction], (m, x, inverse) => [m.mul(x!, inverse!)], [direction, inverse]);
      // The lengths of the rows (a, ·) form one row a. That row is repeated for every end.
      kernels.map([spread], (m, inverse, one) => [m.mul(inverse!, one!)], [inverse, end]);
      kernels.multiply(square, vertex, spread, { transposeA: true });
      kernels.multiply(inverseAcross, vertex, square);
      kernels.multiply(cosine, direction, x, { transposeB: true });
      kernels.foldRows(offset, 'sum', (m, v, apex) => m.mul(v, apex!), [direction, apex]);
      kernels.map([cosine], (m, product, offset, inverse) => [m.mul(m.sub(product!, offset!), inverse!)], [
        cosine,
        offset,
        inverseAcross,
      ]);
    },
  };
}

function select(kernels: Kernels, rows: number): Selectors {
  const of = (value: (a: number, i: number, col: number) => number) =>
    kernels.matrix(
      rows * rows,
      rows,
      Float64Array.from({ length: rows ** 3 }, (_, k) =>
        value(Math.floor(k / rows ** 2), Math.floor(k / rows) % rows, k % rows),
      ),
    );
  const vertex = of((a, _i, col) => (col === a ? 1 : 0));
  const end = of((_a, i, col) => (col === i ? 1 : 0));
  const difference = of((a, i, col) => Number(col === i) - Number(col === a));
  return { vertex, end, difference };
}

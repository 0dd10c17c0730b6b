/** Points of a plane, `[x, y]` each. */
export type Points = readonly (readonly [number, number])[];
/** Intercept and slope of the line y = θ₀ + θ₁x. */
export type Theta = readonly [number, number];

/** L(θ) = 1/(2m) Σ (θ₀ + θ₁x − y)². */
export const lossAt = ([t0, t1]: Theta, points: Points): number =>
  points.reduce((sum, [x, y]) => sum + (t0 + t1 * x - y) ** 2, 0) / (2 * points.length);

/** ∇L = 1/m Xᵀ(Xθ − y), the rows of X being (1, x). */
export const gradientAt = ([t0, t1]: Theta, points: Points): Theta =>
  points.reduce(
    ([g0, g1], [x, y]) => {
      const error = (t0 + t1 * x - y) / points.length;
      return [g0 + error, g1 + error * x];
    },
    [0, 0] as Theta,
  );

interface Descent {
  readonly start: Theta;
  /** α */
  readonly rate: number;
  /** β; 0 is plain gradient descent. */
  readonly momentum?: number;
  readonly steps: number;
}

/** θ ← θ − αv, v ← βv + ∇L: the start and every step after it, as long as the numbers are finite. */
export function descend(points: Points, { start, rate, momentum = 0, steps }: Descent): Theta[] {
  const path: Theta[] = [start];
  let velocity: Theta = [0, 0];
  while (path.length <= steps) {
    const [t, g] = [path.at(-1)!, gradientAt(path.at(-1)!, points)];
    velocity = [momentum * velocity[0] + g[0], momentum * velocity[1] + g[1]];
    const next: Theta = [t[0] - rate * velocity[0], t[1] - rate * velocity[1]];
    if (!next.every(Number.isFinite)) break;
    path.push(next);
  }
  return path;
}

/** What decides how gradient descent runs on these points. */
export interface Curvature {
  /** The eigenvalues of the Hessian H = 1/m XᵀX. */
  readonly smallest: number;
  readonly largest: number;
  /** Plain gradient descent diverges above this rate: 2/λmax. */
  readonly limit: number;
  /** The θ of least loss: the solution of Hθ = 1/m Xᵀy. */
  readonly solution: Theta;
}

/** The curvature of the loss, the same at every θ. The points need two different x. */
export function curvatureOf(points: Points): Curvature {
  const mean = (of: (point: Points[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, xx, y, xy] = [
    mean(([x]) => x),
    mean(([x]) => x * x),
    mean(([, y]) => y),
    mean(([x, y]) => x * y),
  ];
  const half = (1 + xx) / 2;
  const root = Math.hypot((1 - xx) / 2, x);
  const determinant = xx - x * x;
  const largest = half + root;
  return {
    // The product of both is the determinant; the difference half − root would lose digits.
    smallest: determinant / largest,
    largest,
    limit: 2 / largest,
    solution: [(xx * y - x * xy) / determinant, (xy - x * y) / determinant],
  };
}

/** The points with x shifted and scaled to mean 0 and variance 1. */
export function standardized(points: Points): Points {
  const mean = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const deviation = Math.sqrt(points.reduce((sum, [x]) => sum + (x - mean) ** 2, 0) / points.length);
  return points.map(([x, y]) => [(x - mean) / deviation, y]);
}

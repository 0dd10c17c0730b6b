/** Number of nodes per panel. If the integrand is smooth on a panel, they are exact to double precision. */
const order = 20;
/** Beyond this the normal density is 0 to double precision: e^(−12²/2) = 5e-32. */
const reach = 12;

/** Nodes and weights of Gauss–Legendre quadrature on [−1, 1]. Newton's method finds the roots of Legendre's polynomial. */
function gaussLegendre(n: number): { readonly nodes: number[]; readonly weights: number[] } {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let iteration = 0; iteration < 100; iteration++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++)
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (x * value - before)) / (x * x - 1);
      const step = value / slope;
      x -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}

const rule = gaussLegendre(order);

/** The multiples of `spacing` in [−reach, reach], its ends included, in order. */
function multiples(spacing: number): number[] {
  const above: number[] = [];
  for (let z = spacing; z < reach; z += spacing) above.push(z);
  above.push(reach);
  return [...above.map((z) => -z).reverse(), 0, ...above];
}

/** Divides [−reach, reach] at the points `evenly`, at the kinks, and more finely near 0 for functions that are steep there. */
function panels(scale: number, kinks: readonly number[], evenly: readonly number[]): number[] {
  const more: number[] = [];
  if (scale > 0) {
    for (let u = 0.5; u < reach * scale; u *= 2) more.push(u / scale, -u / scale);
    for (const kink of kinks) more.push(kink / scale);
  }
  more.sort((a, b) => a - b);
  const breaks: number[] = [];
  let next = 0;
  while (more[next]! < -reach) next++;
  for (const z of evenly) {
    for (; more[next]! <= z; next++)
      if (more[next] !== z && more[next] !== breaks.at(-1)) breaks.push(more[next]!);
    breaks.push(z);
  }
  return breaks;
}

/** Points and weights for standard normal z: Σ wᵢ f(zᵢ) is E f(z) if f is smooth between the breaks. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

const blank = (panels: number): Quadrature => ({
  points: new Float64Array(panels * order),
  weights: new Float64Array(panels * order),
});

/** The rule's points and weights on [low, high], with the normal density, into `[panel, order]` arrays. */
function fill({ points, weights }: Quadrature, panel: number, low: number, high: number): void {
  const middle = (low + high) / 2;
  const half = (high - low) / 2;
  for (let i = 0; i < order; i++) {
    const z = middle + half * rule.nodes[i]!;
    points[panel * order + i] = z;
    weights[panel * order + i] = (half * rule.weights[i]! * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  }
}

const wholeNumbers = multiples(1);
/** The panels between whole numbers, which most expectations share. */
const whole = blank(2 * reach);
for (let p = 0; p < 2 * reach; p++) fill(whole, p, p - reach, p - reach + 1);

/**
 * A quadrature for z ↦ g(scale · z), where g is smooth except at its kinks. It uses Gauss–Legendre rules on panels. A
 * single Gauss–Hermite rule would be wrong across ReLU's kink and too coarse for a steep sigmoid.
 * @param spacing the largest width of a panel; smaller for an oscillating g
 */
export function normalQuadrature(scale: number, kinks: readonly number[], spacing = 1): Quadrature {
  const breaks = panels(scale, kinks, multiples(spacing));
  const quadrature = blank(breaks.length - 1);
  for (let p = 0; p + 1 < breaks.length; p++) fill(quadrature, p, breaks[p]!, breaks[p + 1]!);
  return quadrature;
}

/** E f(scale · z) for standard normal z. f is smooth except at its kinks. */
export function expectation(f: (u: number) => number, scale: number, kinks: readonly number[] = []): number {
  const breaks = panels(scale, kinks, wholeNumbers);
  const divided = blank(1);
  let sum = 0;
  for (let p = 0; p + 1 < breaks.length; p++) {
    const [low, high] = [breaks[p]!, breaks[p + 1]!];
    const known = high - low === 1 && Number.isInteger(low);
    if (!known) fill(divided, 0, low, high);
    const { points, weights } = known ? whole : divided;
    const first = known ? (low + reach) * order : 0;
    for (let i = first; i < first + order; i++) sum += weights[i]! * f(scale * points[i]!);
  }
  return sum;
}

import { buildDataset, loadData } from '../../data/build';
import { type CriticalPiece, criticalLine } from '../../engine/theory/criticalLine';
import { ensembleOf, sixDepths } from '../../engine/theory/curves';
import { type Axis, type AxisValue, cellSpec, type Grid, type Sweep } from '../../schema/sweep';

/** A line over the map, by columns and rows (0 is the centre of the first). */
export interface Curve {
  readonly id: CriticalPiece['kind'] | 'sixDepths';
  readonly points: readonly (readonly [number, number])[];
}

const weightFields = ['network.initializer.sigmaW', 'network.initializer.gain'];
const biasFields = ['network.initializer.sigmaB', 'network.initializer.biasStd'];

/** The numbers of an axis are evenly spaced in these. */
const evenIn: Partial<Record<Axis['spacing'], (value: number) => number>> = {
  log: Math.log,
  squares: (value) => value * value,
};

/** The position of a value among the numbers of an axis, in cells, evenly between two of them; undefined beyond its ends. */
export function placeOf(
  value: number,
  values: readonly (AxisValue | undefined)[],
  spacing: Axis['spacing'] = 'linear',
): number | undefined {
  const even = evenIn[spacing] ?? ((x: number) => x);
  for (let i = 0; i + 1 < values.length; i++) {
    const [a, b] = [Number(values[i]), Number(values[i + 1])];
    if (value < Math.min(a, b) || value > Math.max(a, b)) continue;
    return i + (even(value) - even(a)) / (even(b) - even(a));
  }
  return undefined;
}

/**
 * Mean-field theory's lines over a sweep: over (σw, σb) the critical line, branch by branch; over (σw, depth) six correlation
 * depths.
 * @param isCurrent called between columns; false stops the computation
 */
export async function curvesOver(
  sweep: Sweep,
  grid: Grid,
  isCurrent: () => boolean,
): Promise<readonly Curve[]> {
  const [x, y] = sweep.axes;
  if (!x || !y || !weightFields.includes(x.field)) return [];
  const ensemble = ensembleOf(cellSpec(sweep, grid, { index: 0, x: grid.xs.length - 1, y: 0, repeat: 0 }));
  if (!ensemble) return [];
  // σw is the field's value times a constant of the initializer.
  const scale = Math.sqrt(ensemble.weightVariance) / Number(grid.xs.at(-1));
  if (biasFields.includes(y.field)) {
    const most = Number(grid.ys.at(-1)) ** 2;
    return criticalLine(ensemble.activation, most).flatMap(({ kind, points }) => {
      const places = points.flatMap(({ weightVariance, biasVariance }) => {
        const column = placeOf(Math.sqrt(weightVariance) / scale, grid.xs, x.spacing);
        const row = placeOf(Math.sqrt(biasVariance), grid.ys, y.spacing);
        return column === undefined || row === undefined ? [] : [[column, row] as const];
      });
      return places.length > 1 ? [{ id: kind, points: places }] : [];
    });
  }
  if (y.field !== 'network.depth') return [];
  return depthCurve(sweep, grid, isCurrent);
}

/** About so many points make a curve that looks smooth. */
const smoothPoints = 96;

/** A depth over the map, at a column between the first (0) and the last. */
interface DepthAt {
  readonly column: number;
  readonly depth: number;
}

async function depthCurve(sweep: Sweep, grid: Grid, isCurrent: () => boolean): Promise<readonly Curve[]> {
  const [x, y] = sweep.axes;
  const columns = columnsOf(grid.xs.length);
  const xs = columns.map((column) => valueAt(column, grid.xs, x?.spacing));
  const at = (k: number) => cellSpec(sweep, { ...grid, xs }, { index: 0, x: k, y: 0, repeat: 0 });
  await loadData(at(0));
  const { train, features } = buildDataset(at(0));
  const { inputs } = train;
  const inputSquare = inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length;
  const depths: DepthAt[] = [];
  for (const [k, column] of columns.entries()) {
    // Each one takes some milliseconds, so the page handles events between them.
    await new Promise((resolve) => setTimeout(resolve));
    if (!isCurrent()) return [];
    depths.push({ column, depth: sixDepths(at(k), inputSquare, features) });
  }
  return piecesWithin(depths, grid.ys, y?.spacing);
}

/** The columns at which a curve is computed: those of the cells, and places between them. */
export function columnsOf(cells: number): number[] {
  if (cells < 2) return [0];
  const between = Math.max(1, Math.round(smoothPoints / (cells - 1)));
  return Array.from({ length: (cells - 1) * between + 1 }, (_, k) => k / between);
}

/** The number of an axis at a place between its cells: the inverse of `placeOf`. */
export function valueAt(
  place: number,
  values: readonly (AxisValue | undefined)[],
  spacing: Axis['spacing'] = 'linear',
): number {
  const first = Math.min(Math.floor(place), Math.max(0, values.length - 2));
  const share = place - first;
  const a = Number(values[first]);
  if (share === 0) return a;
  const b = Number(values[first + 1]);
  if (spacing === 'log') return a * (b / a) ** share;
  return spacing === 'squares' ? Math.sqrt((1 - share) * a * a + share * b * b) : (1 - share) * a + share * b;
}

/**
 * The parts of a curve of depths that lie on the map. Where the curve leaves the map, it ends at the edge: the inverse of the
 * depth, which is 0 at the critical point, is taken to be linear between two columns.
 */
export function piecesWithin(
  depths: readonly DepthAt[],
  ys: Grid['ys'],
  spacing?: Axis['spacing'],
): readonly Curve[] {
  const [low, high] = [Number(ys[0]), Number(ys.at(-1))].toSorted((a, b) => a - b) as [number, number];
  const pieces: (readonly [number, number])[][] = [];
  let open: (readonly [number, number])[] | undefined;
  const add = ({ column, depth }: DepthAt) => {
    if (!open) {
      open = [];
      pieces.push(open);
    }
    open.push([column, placeOf(depth, ys, spacing)!]);
  };
  const isWithin = ({ depth }: DepthAt) => depth >= low && depth <= high;
  for (const [k, point] of depths.entries()) {
    const before = depths[k - 1];
    if (before) for (const crossing of crossings(before, point, [low, high])) add(crossing);
    if (isWithin(point)) add(point);
    else open = undefined;
  }
  return pieces.filter(({ length }) => length > 1).map((points) => ({ id: 'sixDepths', points }));
}

/** Where a curve between two points crosses the edges of the map, in the order of columns. */
function crossings(a: DepthAt, b: DepthAt, edges: readonly number[]): readonly DepthAt[] {
  const found = edges.flatMap((depth) => {
    const share = (1 / a.depth - 1 / depth) / (1 / a.depth - 1 / b.depth);
    return share > 0 && share < 1 ? [{ column: a.column + share * (b.column - a.column), depth }] : [];
  });
  return found.toSorted((one, other) => one.column - other.column);
}

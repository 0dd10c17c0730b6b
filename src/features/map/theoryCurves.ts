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

async function depthCurve(sweep: Sweep, grid: Grid, isCurrent: () => boolean): Promise<readonly Curve[]> {
  const at = (column: number) => cellSpec(sweep, grid, { index: 0, x: column, y: 0, repeat: 0 });
  const depths: number[] = [];
  await loadData(at(0));
  const { train, features } = buildDataset(at(0));
  const { inputs } = train;
  const inputSquare = inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length;
  for (const column of grid.xs.keys()) {
    // Each one takes some milliseconds, so the page handles events between them.
    await new Promise((resolve) => setTimeout(resolve));
    if (!isCurrent()) return [];
    depths.push(sixDepths(at(column), inputSquare, features));
  }
  const top = Number(grid.ys.at(-1));
  const points = depths.flatMap((depth, column) => {
    if (Number.isNaN(depth)) return [];
    const row = placeOf(Math.min(depth, top), grid.ys, sweep.axes[1]?.spacing);
    return row === undefined ? [] : [[column, row] as const];
  });
  return points.length > 1 ? [{ id: 'sixDepths', points }] : [];
}

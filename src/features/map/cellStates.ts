import { type MetricName, metrics } from '../../engine/metrics';
import { median } from '../../engine/numeric/quantile';
import type { CellResult } from '../../schema/results';
import type { Grid, Sweep } from '../../schema/sweep';

/** The states of a cell of the map: see `GridMapProps.states`. */
export const cellStates = { asItsValue: 0, diverged: 1, noNumber: 2 } as const;

/**
 * The median and the state of each cell. A diverged run counts as the worst of its cell. The state distinguishes cells in
 * which most runs diverged, or whose runs have no such number, from cells that have not run yet. Measures at initialization
 * also exist for runs that diverge later.
 */
export function cellValues(
  { repeats, metric }: Sweep,
  { xs, ys }: Grid,
  cells: ReadonlyMap<number, CellResult>,
): {
  readonly values: Float64Array;
  readonly states: Uint8Array;
  /** The first step that was not finite, the median of the cell's diverged runs; NaN where `states` is not `diverged`. */
  readonly divergedAt: Float64Array;
} {
  const places = xs.length * ys.length;
  const divergedAt = new Float64Array(places).fill(Number.NaN);
  const values = new Float64Array(places).fill(Number.NaN);
  const states = new Uint8Array(places);
  for (let place = 0; place < places; place++) {
    const done = Array.from({ length: repeats }, (_, repeat) => cells.get(place * repeats + repeat)).filter(
      (cell) => cell !== undefined,
    );
    if (done.length === 0) continue;
    const middle = median(done.map((cell) => numberOf(cell, metric)));
    values[place] = Number.isFinite(middle) ? middle : Number.NaN;
    const diverged = done.filter(hasDiverged);
    if (diverged.length * 2 > done.length) {
      states[place] = cellStates.diverged;
      divergedAt[place] = Math.round(median(diverged.map(({ metrics }) => metrics.divergedAt)));
    } else if (Number.isNaN(values[place]!)) states[place] = cellStates.noNumber;
  }
  return { values, states, divergedAt };
}

const hasDiverged = ({ metrics: { divergedAt } }: CellResult): boolean => Number.isFinite(divergedAt);

function numberOf(cell: CellResult, metric: MetricName): number {
  const { better } = metrics[metric] as (typeof metrics)[MetricName] & { better?: 'more' | 'less' };
  if (better && hasDiverged(cell))
    return better === 'more' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = cell.metrics[metric];
  return Number.isFinite(value) ? value : Number.NaN;
}

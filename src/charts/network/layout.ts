/** Positions of the parts of a network diagram, in the diagram's own units. */

/** The space above the units for names, and below for the gradient's path. */
export const head = 18;
export const flowHeight = 34;
/** The space between units and the gradient's path, for the number of units that are not drawn. */
const foot = 11;

/** The smallest and the largest distance between columns. */
const [narrowest, widest] = [24, 130];

/** The number of columns that fit a width. */
export const columnsThatFit = (width: number): number => Math.max(4, Math.floor(width / narrowest));

export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** The width of a column. */
  readonly columnStep: number;
  /** The y positions where the units end and where the gradient's path begins. */
  readonly flowTop: number;
  x(column: number): number;
  y(column: number, unit: number): number;
  /** The column at an x position; undefined beside them. */
  columnAt(x: number): number | undefined;
}

/**
 * Places columns side by side and centres the units of each.
 * @param drawn the number of units drawn per column
 */
export function networkLayout(drawn: readonly number[], width: number, height: number): NetworkLayout {
  const columnStep = Math.min(widest, width / drawn.length);
  const left = (width - columnStep * drawn.length) / 2;
  const flowTop = height - flowHeight;
  const tall = flowTop - head - foot;
  const unitStep = Math.min(34, tall / Math.max(...drawn));
  return {
    width,
    height,
    columnStep,
    radius: Math.max(2.5, Math.min(0.42 * unitStep, 0.4 * columnStep, 13)),
    flowTop,
    x: (column) => left + (column + 0.5) * columnStep,
    columnAt(x) {
      const column = Math.floor((x - left) / columnStep);
      return column >= 0 && column < drawn.length ? column : undefined;
    },
    y: (column, unit) => head + (tall - drawn[column]! * unitStep) / 2 + (unit + 0.5) * unitStep,
  };
}

/**
 * The thickness of the gradient's path at each layer, from 0 to 1. It is the logarithm of the share of the output's signal
 * that arrives, relative to the powers of ten that the shares span. At least three powers of ten are used, so that an almost
 * constant path looks constant. 0 if nothing arrives.
 */
export function flowWidths(shares: readonly number[]): number[] {
  const logs = shares.map((share) => (share > 0 && Number.isFinite(share) ? Math.log10(share) : undefined));
  const known = logs.filter((log) => log !== undefined);
  if (known.length === 0) return shares.map(() => 0);
  const high = Math.max(...known);
  const span = Math.max(3, high - Math.min(...known));
  return logs.map((log) => (log === undefined ? 0 : 1 - (0.94 * (high - log)) / span));
}

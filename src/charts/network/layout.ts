/** Where the parts of a network's picture stand, in the picture's own units. */

/** Room above the units for names, and below for the gradient's way back. */
export const head = 18;
export const flowHeight = 34;
/** Room between units and the way back, for how many units are not drawn. */
const foot = 11;

/** The narrowest distance of two columns, and the widest. */
const [narrowest, widest] = [24, 130];

/** Columns that a picture of a width has room for. */
export const columnsThatFit = (width: number): number => Math.max(4, Math.floor(width / narrowest));

export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** Where the units' part ends and the way back begins. */
  readonly flowTop: number;
  x(column: number): number;
  y(column: number, unit: number): number;
}

/**
 * Columns side by side, the units of each in its middle.
 * @param drawn how many units each column draws
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
    radius: Math.max(2.5, Math.min(0.42 * unitStep, 0.4 * columnStep, 13)),
    flowTop,
    x: (column) => left + (column + 0.5) * columnStep,
    y: (column, unit) => head + (tall - drawn[column]! * unitStep) / 2 + (unit + 0.5) * unitStep,
  };
}

/**
 * How thick the gradient's way is at each layer, from 0 to 1: the logarithm of the share of the output's signal that arrives,
 * over the powers of ten that the shares span, three at least, so that an even way looks even. 0 where nothing arrives.
 */
export function flowWidths(shares: readonly number[]): number[] {
  const logs = shares.map((share) => (share > 0 && Number.isFinite(share) ? Math.log10(share) : undefined));
  const known = logs.filter((log) => log !== undefined);
  if (known.length === 0) return shares.map(() => 0);
  const high = Math.max(...known);
  const span = Math.max(3, high - Math.min(...known));
  return logs.map((log) => (log === undefined ? 0 : 1 - (0.94 * (high - log)) / span));
}

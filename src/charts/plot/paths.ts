import { area, curveLinear, curveMonotoneX, curveStepAfter, line } from 'd3-shape';

const curves = { straight: curveLinear, smooth: curveMonotoneX, steps: curveStepAfter } as const;
export type Curve = keyof typeof curves;

/** Digits after the point in a path: a tenth of a pixel. */
const digits = 1;

/**
 * A line through points in pixels, as an SVG path.
 * @param across whether points that are not finite are left out, so that the line goes on across them; otherwise it has a gap
 */
export function linePath(
  count: number,
  x: (i: number) => number,
  y: (i: number) => number,
  curve: Curve = 'straight',
  across = false,
): string {
  const isThere = (i: number) => Number.isFinite(x(i)) && Number.isFinite(y(i));
  const places = Array.from({ length: count }, (_, i) => i);
  return (
    line<number>(x, y).defined(isThere).curve(curves[curve]).digits(digits)(
      across ? places.filter(isThere) : places,
    ) ?? ''
  );
}

/** The band between two lines in pixels, as an SVG path. It has gaps where an end is not finite, unless it goes on `across` them. */
export function bandPath(
  count: number,
  x: (i: number) => number,
  low: (i: number) => number,
  high: (i: number) => number,
  curve: Curve = 'straight',
  across = false,
): string {
  const isThere = (i: number) => Number.isFinite(x(i)) && Number.isFinite(low(i)) && Number.isFinite(high(i));
  const places = Array.from({ length: count }, (_, i) => i);
  return (
    area<number>(x, low, high).defined(isThere).curve(curves[curve]).digits(digits)(
      across ? places.filter(isThere) : places,
    ) ?? ''
  );
}

/** A bar in pixels: its middle, its width, and its ends. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

/** The least height of a bar, so that a value at the axis' end is seen. */
const leastHeight = 1;

const rounded = (value: number): number => Math.round(10 * value) / 10;

/** Bars as one SVG path, with one `M` for each bar. Bars without finite ends are left out. */
export function barsPath(bars: readonly Bar[]): string {
  let path = '';
  for (const { x, width, from, to } of bars) {
    if (!Number.isFinite(x) || !Number.isFinite(from) || !Number.isFinite(to)) continue;
    const height = Math.abs(to - from) < leastHeight ? -leastHeight : to - from;
    const wide = Math.max(0.5, width);
    path += `M${rounded(x - wide / 2)},${rounded(from)}h${rounded(wide)}v${rounded(height)}h${rounded(-wide)}Z`;
  }
  return path;
}

/** Circles as one SVG path. */
export function dotsPath(
  count: number,
  x: (i: number) => number,
  y: (i: number) => number,
  radius: number,
): string {
  let path = '';
  for (let i = 0; i < count; i++) {
    const [cx, cy] = [x(i), y(i)];
    if (!Number.isFinite(cx) || !Number.isFinite(cy)) continue;
    path += `M${rounded(cx - radius)},${rounded(cy)}a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0`;
  }
  return path;
}

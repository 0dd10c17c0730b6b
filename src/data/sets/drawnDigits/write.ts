import type { Random } from '../../../random/random';
import type { Form, Stroke } from './forms';

/** The style parameters of a digit. */
export interface Hand {
  /** The strength of all variations, 0 to 1. */
  readonly jitter: number;
  /** The width of the pen as a share of the picture's side. */
  readonly thickness: number;
  /** The slant to the right, as its tangent. */
  readonly slant: number;
}

/** A written digit in a picture of side 1, with the origin at the top left. */
export interface Trace {
  /** Each stroke is a chain of points `[x0, y0, x1, y1, …]`. */
  readonly lines: readonly Float64Array[];
  readonly thickness: number;
}

/** The size of each variation at jitter 1. */
const most = {
  /** For the points of a stroke and for the distortion, in heights of the digit. */
  point: 0.05,
  distortion: 0.12,
  slant: 0.4,
  /** The tangent of half the angle. */
  rotation: 0.15,
  /** Relative to their own values. */
  size: 0.35,
  thickness: 0.5,
} as const;

/** The height of the digit as a share of the picture's height. */
const height = 0.7;
/** Straight segments per curve section. */
const pieces = 5;
/** Rows and columns of the grid of the elastic distortion. */
const nodes = 4;

/** Writes a digit with random variations. It uses no function that platforms round differently. */
export function write(form: Form, hand: Hand, random: Random): Trace {
  const vary = () => (2 * random.uniform() - 1) * hand.jitter;
  const grid = Float64Array.from({ length: 2 * nodes * nodes }, () => most.distortion * vary());
  const tangent = most.rotation * vary();
  const cos = (1 - tangent * tangent) / (1 + tangent * tangent);
  const sin = (2 * tangent) / (1 + tangent * tangent);
  const slant = hand.slant + most.slant * vary();
  const wide = height * (1 + most.size * vary());
  const high = height * (1 + most.size * vary());
  const thickness = hand.thickness * (1 + most.thickness * vary());
  const lines = form.map((stroke) => {
    const line = curve(moved(stroke, () => most.point * vary()));
    for (let i = 0; i < line.length; i += 2) {
      distort(line, i, grid);
      const y = high * line[i + 1]!;
      const x = wide * line[i]! - slant * y;
      line[i] = cos * x - sin * y;
      line[i + 1] = sin * x + cos * y;
    }
    return line;
  });
  place(lines, thickness, vary);
  return { lines, thickness };
}

/** Moves the points of a stroke; the two points of a corner move together. */
function moved(stroke: Stroke, by: () => number): Stroke {
  const out = stroke.slice();
  for (let i = 0; i < stroke.length; i += 2) {
    const again = i > 0 && stroke[i] === stroke[i - 2] && stroke[i + 1] === stroke[i - 1];
    out[i] = again ? out[i - 2]! : stroke[i]! + by();
    out[i + 1] = again ? out[i - 1]! : stroke[i + 1]! + by();
  }
  return out;
}

/** Converts the curve through a stroke's points (a cubic Hermite spline with Catmull–Rom tangents) to straight segments. */
function curve(points: Stroke): Float64Array {
  const last = points.length - 2;
  const out = new Float64Array(2 + pieces * last);
  out[0] = points[0]!;
  out[1] = points[1]!;
  let end = 2;
  for (let p = 0; p < last; p += 2) {
    // These are the two points of a corner, so there is nothing to draw between them.
    if (points[p] === points[p + 2] && points[p + 1] === points[p + 3]) continue;
    const [before, after] = [Math.max(p - 2, 0), Math.min(p + 4, last)];
    for (let piece = 1; piece <= pieces; piece++, end += 2) {
      const t = piece / pieces;
      out[end] = hermite(points[before]!, points[p]!, points[p + 2]!, points[after]!, t);
      out[end + 1] = hermite(points[before + 1]!, points[p + 1]!, points[p + 3]!, points[after + 1]!, t);
    }
  }
  return out.subarray(0, end);
}

/** Interpolates from `from` to `to` as t goes from 0 to 1, given the values before and after. */
function hermite(before: number, from: number, to: number, after: number, t: number): number {
  const [rise, leave, arrive] = [to - from, (to - before) / 2, (after - from) / 2];
  return from + t * (leave + t * (3 * rise - 2 * leave - arrive + t * (leave + arrive - 2 * rise)));
}

/** Moves the point at `i` by a smooth field that is interpolated from the values at the grid's nodes. */
function distort(line: Float64Array, i: number, grid: Float64Array): void {
  const at = (value: number) => Math.min(Math.max((value + 0.5) * (nodes - 1), 0), nodes - 1.001);
  const [x, y] = [at(line[i]!), at(line[i + 1]!)];
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(x - column), smooth(y - row)];
  const node = 2 * (row * nodes + column);
  for (const axis of [0, 1]) {
    const first = node + axis;
    const above = grid[first]! + u * (grid[first + 2]! - grid[first]!);
    const second = first + 2 * nodes;
    const below = grid[second]! + u * (grid[second + 2]! - grid[second]!);
    line[i + axis]! += above + v * (below - above);
  }
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** Moves the lines, and shrinks them if they are too large, so that the pen stays within the picture. */
function place(lines: readonly Float64Array[], thickness: number, vary: () => number): void {
  const extents = [0, 1].map((axis) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const line of lines) {
      for (let i = axis; i < line.length; i += 2) {
        low = Math.min(low, line[i]!);
        high = Math.max(high, line[i]!);
      }
    }
    return { centre: (low + high) / 2, length: high - low };
  });
  const room = 1 - thickness;
  const scale = Math.min(1, ...extents.map(({ length }) => room / length));
  extents.forEach(({ centre, length }, axis) => {
    const to = 0.5 + ((room - scale * length) / 2) * vary();
    for (const line of lines) {
      for (let i = axis; i < line.length; i += 2) line[i] = to + scale * (line[i]! - centre);
    }
  });
}

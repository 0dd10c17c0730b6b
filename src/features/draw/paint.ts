import { type DrawnPoint, pointLimits } from '../../data/sets/points';
import type { Random } from '../../random/random';

/** The plane that can be painted: from −1 to 1 in both coordinates. */
export const reach = 1;

/** What the pointer does. */
export interface Tool {
  readonly kind: 'brush' | 'eraser';
  readonly label: number;
  /** The radius within which points are scattered or erased; a brush of 0 puts one point at the place itself. */
  readonly radius: number;
}

/** Points that a brush puts at once. */
const perDab = 4;

const clamped = (value: number) => Number(Math.max(-reach, Math.min(reach, value)).toFixed(3)) + 0;

/** The points after the tool was used at a place. */
export function painted(
  points: readonly DrawnPoint[],
  { kind, label, radius }: Tool,
  [x, y]: readonly [number, number],
  random: Random,
): readonly DrawnPoint[] {
  if (kind === 'eraser') {
    const left = points.filter((point) => Math.hypot(point[0] - x, point[1] - y) > Math.max(radius, 0.03));
    return left.length === points.length ? points : left;
  }
  const added = Array.from({ length: radius === 0 ? 1 : perDab }, (): DrawnPoint => {
    const [distance, angle] = [radius * Math.sqrt(random.uniform()), 2 * Math.PI * random.uniform()];
    return [clamped(x + distance * Math.cos(angle)), clamped(y + distance * Math.sin(angle)), label];
  });
  return [...points, ...added].slice(0, pointLimits.points);
}

/** The drawing with what can be undone and redone; a whole stroke is one step. */
export interface Drawing {
  readonly points: readonly DrawnPoint[];
  readonly before: readonly (readonly DrawnPoint[])[];
  readonly after: readonly (readonly DrawnPoint[])[];
}

export type Change =
  /** The points change within a stroke, or with `from` as a step of their own. */
  | { readonly kind: 'paint'; readonly points: readonly DrawnPoint[]; readonly starts: boolean }
  | { readonly kind: 'undo' | 'redo' | 'clear' };

/** The drawing after a change. */
export function changed(drawing: Drawing, change: Change): Drawing {
  const { points, before, after } = drawing;
  switch (change.kind) {
    case 'paint':
      if (change.points === points) return drawing;
      return { points: change.points, before: change.starts ? [...before, points] : before, after: [] };
    case 'clear':
      return points.length === 0 ? drawing : { points: [], before: [...before, points], after: [] };
    case 'undo':
      if (before.length === 0) return drawing;
      return { points: before.at(-1)!, before: before.slice(0, -1), after: [points, ...after] };
    case 'redo':
      if (after.length === 0) return drawing;
      return { points: after[0]!, before: [...before, points], after: after.slice(1) };
  }
}

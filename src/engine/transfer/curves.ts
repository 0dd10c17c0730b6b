import { bandOf } from '../statistics/bands';
import type { LearnerReport, Point } from './learner';

/** A number of a network over the updates of its adaptation. */
export interface PointCurve {
  /** Updates done. */
  readonly x: readonly number[];
  readonly values: readonly number[];
  /** Where there are repeats: from 10 % to 90 % of them. */
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/**
 * The median of one number over repeats of a method, which are measured at the same steps; one that diverged ends before.
 * Undefined where nothing has been measured yet.
 */
export function pointCurve(
  repeats: readonly LearnerReport[],
  of: (point: Point) => number,
): PointCurve | undefined {
  const measured = repeats.map(({ points, divergence }) => (divergence ? points.slice(0, -1) : points));
  const longest = measured.toSorted((a, b) => b.length - a.length)[0];
  if (!longest || longest.length === 0) return undefined;
  const rows = measured.filter(({ length }) => length > 0).map((points) => points.map(of));
  return { x: longest.map(({ step }) => step), ...bandOf(rows, longest.length) };
}

import { bandOf } from '../statistics/bands';
import type { LearnerReport, Point } from './learner';

/** The curve of one measured number over the updates of an adaptation. */
export interface PointCurve {
  /** Number of updates done at each point. */
  readonly x: readonly number[];
  readonly values: readonly number[];
  /** The 10 % and 90 % quantiles over the repeats; undefined without repeats. */
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/**
 * The median of one number over the repeats of a method. All repeats are measured at the same steps. The last point of
 * a repeat that diverged is left out.
 * @returns undefined if nothing has been measured yet
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

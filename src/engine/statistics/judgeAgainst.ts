import type { Score } from '../numeric/score';
import { type Judged, judge } from './family';
import { compareRuns } from './paired';

/**
 * How each of several does against one of them, seed by seed, judged together.
 * @param scores by entry and seed, `notRun` where a seed is still to be run; undefined of an entry that is not compared
 * @param reference the place of the one that the others are held against; -1 where there is none
 * @param sense whether more is better
 * @param planned seeds that were asked for
 * @returns undefined of the reference itself, and where there is nothing to compare
 */
export function judgeAgainst(
  scores: readonly (readonly Score[] | undefined)[],
  reference: number,
  sense: 'more' | 'less',
  planned: number,
): readonly (Judged | undefined)[] {
  const control = scores[reference];
  const compared = scores.map((own, i) =>
    control && own && i !== reference ? compareRuns(control, own, sense) : undefined,
  );
  return judge(compared, planned);
}

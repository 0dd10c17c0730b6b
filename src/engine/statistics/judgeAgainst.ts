import type { Score } from '../numeric/score';
import { type Judged, judge } from './family';
import { compareRuns } from './paired';

/**
 * Compares several entries with a reference entry, seed by seed, and judges them together.
 * @param scores by entry and seed; `notRun` for a seed that is still to run; undefined for an entry that is not
 *   compared
 * @param reference index of the reference entry; -1 if there is none
 * @param sense whether more is better
 * @param planned number of seeds that were requested
 * @param learned by entry and seed, see `compareRuns`
 * @returns undefined for the reference itself, and if there is nothing to compare
 */
export function judgeAgainst(
  scores: readonly (readonly Score[] | undefined)[],
  reference: number,
  sense: 'more' | 'less',
  planned: number,
  learned?: readonly (readonly boolean[])[],
): readonly (Judged | undefined)[] {
  const control = scores[reference];
  const compared = scores.map((own, i) =>
    control && own && i !== reference
      ? compareRuns(control, own, sense, learned && { a: learned[reference]!, b: learned[i]! })
      : undefined,
  );
  return judge(compared, planned);
}

import { isScore, type Score } from '../numeric/score';
import { signTest } from './coin';
import { type Summary, summarizeScores } from './summary';

/** The comparison of B with A over pairs of runs with equal seeds. */
export interface Paired {
  /** Number of pairs in which both runs are done. */
  readonly pairs: number;
  /** Number of pairs in which B is better, and worse. The others are ties. */
  readonly better: number;
  readonly worse: number;
  /**
   * B − A over the pairs in which both have a number. `difference.count` may be smaller than `pairs`. Undefined if
   * there is no such pair.
   */
  readonly difference: Summary | undefined;
  /** The two-sided p-value of the sign test, before any correction for other comparisons. */
  readonly pValue: number;
}

/**
 * Compares runs pair by pair. A finished run without a number loses against a run with one, and ties with another run
 * without one; but constant outputs lose only against a run that is more accurate than constant outputs can be. A run
 * that is not done forms no pair.
 * @param sense whether more is better
 * @param learned by run, whether it is more accurate than constant outputs can be (`beatsConstant`); true if not given
 * @returns undefined if there is no pair, or if the measure does not exist: no run has a number or has lost one
 */
export function compareRuns(
  a: readonly Score[],
  b: readonly Score[],
  sense: 'more' | 'less',
  learned?: { readonly a: readonly boolean[]; readonly b: readonly boolean[] },
): Paired | undefined {
  let [pairs, better, worse] = [0, 0, 0];
  const differences: number[] = [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [before, after] = [a[i]!, b[i]!];
    if (before === 'notRun' || after === 'notRun') continue;
    if (before === 'undefined' && after === 'undefined') continue;
    pairs++;
    if (isScore(before) && isScore(after)) differences.push(after - before);
    const alike =
      (before === 'constant' && learned?.b[i] === false) || (after === 'constant' && learned?.a[i] === false);
    const gain = alike ? 0 : gainOf(before, after, sense);
    if (gain > 0) better++;
    if (gain < 0) worse++;
  }
  if (pairs === 0) return undefined;
  return {
    pairs,
    better,
    worse,
    difference: summarizeScores(differences),
    pValue: signTest(better, worse),
  };
}

/** Positive if the second is better, negative if it is worse. */
function gainOf(before: Score, after: Score, sense: 'more' | 'less'): number {
  if (isScore(before) && isScore(after)) return sense === 'more' ? after - before : before - after;
  return Number(isScore(after)) - Number(isScore(before));
}

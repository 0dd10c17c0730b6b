import { isScore, type Score } from '../numeric/score';
import { signTest } from './coin';
import { type Summary, summarizeScores } from './summary';

/** How B does against A over pairs of runs of equal seed. */
export interface Paired {
  /** Pairs of which both runs were done. */
  readonly pairs: number;
  /** Pairs in which B is better, and worse; the others are ties. */
  readonly better: number;
  readonly worse: number;
  /**
   * B − A over the pairs in which both have a number: `difference.count` of them, which may be fewer than `pairs`. Undefined
   * where there is no such pair.
   */
  readonly difference: Summary | undefined;
  /** Two-sided, of the sign test, by itself: before any correction for other comparisons. */
  readonly pValue: number;
}

/**
 * Compares runs pair by pair. A run that was done and has no number (it diverged, or answers all samples alike) loses against
 * one that has; against another that has none it ties. A run that is still to be done is no pair.
 * @param sense whether more is better
 * @returns undefined where there is no pair, or no run has a number or has lost one: the measure does not exist
 */
export function compareRuns(
  a: readonly Score[],
  b: readonly Score[],
  sense: 'more' | 'less',
): Paired | undefined {
  let [pairs, better, worse] = [0, 0, 0];
  const differences: number[] = [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [before, after] = [a[i]!, b[i]!];
    if (before === 'notRun' || after === 'notRun') continue;
    if (before === 'undefined' && after === 'undefined') continue;
    pairs++;
    if (isScore(before) && isScore(after)) differences.push(after - before);
    const gain = gainOf(before, after, sense);
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

/** Above 0 where the second is better, below where it is worse. */
function gainOf(before: Score, after: Score, sense: 'more' | 'less'): number {
  if (isScore(before) && isScore(after)) return sense === 'more' ? after - before : before - after;
  return Number(isScore(after)) - Number(isScore(before));
}

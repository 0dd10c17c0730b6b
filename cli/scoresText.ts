import type { Score } from '../src/engine/numeric/score';
import { summarizeScores } from '../src/engine/statistics/summary';

/** The labels that the terminal prints after a median. */
export const aroundLegend = '95 % interval of the median; with fewer than six seeds the range';

/** The median over seeds and its interval, for the runs that have a number; then how many runs have none, and why. */
export function scoresText(scores: readonly Score[]): string {
  const counted = (why: Score, word: string): string[] => {
    const count = scores.filter((score) => score === why).length;
    return count > 0 ? [`${count} ${word}`] : [];
  };
  const missing = [...counted('diverged', 'diverged'), ...counted('constant', 'with constant outputs')];
  const summary = summarizeScores(scores);
  if (!summary) return missing.join(', ') || 'none';
  const { median, low, high, kind, count, runs } = summary;
  const around =
    kind === 'single' ? '' : ` (${kind === 'range' ? 'range ' : ''}${low.toFixed(4)} to ${high.toFixed(4)})`;
  const of = count < runs ? ` of ${count} of ${runs} seeds` : '';
  return [`${median.toFixed(4)}${around}${of}`, ...missing].join(', ');
}

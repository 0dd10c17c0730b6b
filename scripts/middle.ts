import type { Score } from '../src/engine/numeric/score';
import { summarizeScores } from '../src/engine/statistics/summary';

/** A median and its interval, how many runs have no number, and why. */
export function middleOf(scores: readonly Score[]): string {
  const summary = summarizeScores(scores);
  const counted = (why: Score) => scores.filter((score) => score === why).length;
  const missing = [
    ...(counted('diverged') > 0 ? [`${counted('diverged')} diverged`] : []),
    ...(counted('constant') > 0 ? [`${counted('constant')} with constant outputs`] : []),
  ];
  if (!summary) return missing.join(', ') || 'none';
  const { median, low, high, kind } = summary;
  const around =
    kind === 'single' ? '' : ` (${kind === 'range' ? 'range ' : ''}${low.toFixed(3)} to ${high.toFixed(3)})`;
  return [`${median.toFixed(3)}${around}`, ...missing].join(', ');
}

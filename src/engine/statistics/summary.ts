import { median } from '../numeric/quantile';
import { isScore, type Score } from '../numeric/score';
import { fairTail } from './coin';

/** With fewer numbers, no interval of the median reaches 95 %: 1 − 2 / 2ⁿ is 0.94 at five and 0.97 at six. */
export const fewestForInterval = 6;

/** The spread around a median: none for one number, the range for two to five, and an interval for more. */
export interface Around {
  readonly kind: 'single' | 'range' | 'interval';
  readonly low: number;
  readonly high: number;
}

/**
 * The uncertainty of the median of a sample. With six or more numbers it is the interval between order statistics that
 * contains the true median with at least 95 % for any distribution (the inverted sign test; David & Nagaraja 2003,
 * Order Statistics, 7.1). With fewer no such pair exists, and it is the range from the smallest to the largest.
 * @param values finite; at least one
 */
export function aroundMedian(values: readonly number[]): Around {
  const n = values.length;
  const sorted = [...values].sort((a, b) => a - b);
  const kind = n === 1 ? 'single' : n < fewestForInterval ? 'range' : 'interval';
  let cut = 0;
  while (kind === 'interval' && 2 * fairTail(n, cut) <= 0.05) cut++;
  const place = Math.max(0, cut - 1);
  return { kind, low: sorted[place]!, high: sorted[n - 1 - place]! };
}

/** The results of several runs in one measure. */
export interface Summary extends Around {
  readonly median: number;
  /** Number of runs with a number. The median and its spread use only these. */
  readonly count: number;
  /** Number of finished runs. It exceeds `count` if some diverged or answer all samples alike. */
  readonly runs: number;
  readonly diverged: number;
  readonly constant: number;
}

/** Summarizes the scores of several runs without those still to run; undefined if no run has a number. */
export function summarizeScores(scores: readonly Score[]): Summary | undefined {
  const numbers = scores.filter(isScore);
  if (numbers.length === 0) return undefined;
  const count = (why: Score) => scores.filter((score) => score === why).length;
  return {
    median: median(numbers),
    ...aroundMedian(numbers),
    count: numbers.length,
    runs: scores.length - count('notRun'),
    diverged: count('diverged'),
    constant: count('constant'),
  };
}

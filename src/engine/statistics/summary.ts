import { median } from '../numeric/quantile';
import { isScore, type Score } from '../numeric/score';
import { fairTail } from './coin';

/** Numbers below which no interval of the median reaches 95 %: 1 − 2 / 2ⁿ is 0.94 at five and 0.97 at six. */
export const fewestForInterval = 6;

/** What lies to both sides of a median: nothing of one number, the range of two to five, else an interval. */
export interface Around {
  readonly kind: 'single' | 'range' | 'interval';
  readonly low: number;
  readonly high: number;
}

/**
 * How well the median of what some numbers were drawn from is known. From six numbers on, the interval between order statistics
 * that holds it with at least 95 %, whatever the distribution (the sign test turned round; David & Nagaraja 2003, Order
 * Statistics, 7.1); with fewer no pair of order statistics does, and it is the range from the smallest to the largest.
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

/** What some runs came to in one measure. */
export interface Summary extends Around {
  readonly median: number;
  /** Runs that have a number: the median and what lies around it are of these alone. */
  readonly count: number;
  /** Runs that were done; more than `count` where some diverged or answer all samples alike. */
  readonly runs: number;
  readonly diverged: number;
  readonly constant: number;
}

/** Sums up the scores of some runs, those that are still to be done left out; undefined where no run has a number. */
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

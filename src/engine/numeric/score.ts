/**
 * Why a measure has no number: the run was no longer finite (`diverged`); outputs differ by no more than float32's rounding,
 * so that an accuracy would be made of rounding (`constant`); the measure does not exist here, as the accuracy of a regression
 * (`undefined`); the run is still to be done (`notRun`).
 */
export type NoScore = 'diverged' | 'constant' | 'undefined' | 'notRun';

/** What a measure came to: a finite number, or why there is none. A plain value, so that it crosses workers and JSON as it is. */
export type Score = number | NoScore;

/** Whether there is a number. */
export const isScore = (score: Score): score is number => typeof score === 'number';

/** A number as a score: what is not finite is none, for a reason. */
export const scoreOf = (value: number | undefined, why: NoScore): Score =>
  value !== undefined && Number.isFinite(value) ? value : why;

/** A score as a number, for arrays of numbers and curves: NaN where there is none. */
export const numberOf = (score: Score): number => (isScore(score) ? score : Number.NaN);

/** A score as a cell of a CSV file: nothing where there is none; a column `note` says why. */
export const cellOf = (score: Score): number | '' => (isScore(score) && Number.isFinite(score) ? score : '');

/** What the column `note` of a CSV file says of a run's score: why there is none, or nothing. */
export const noteOf = (score: Score): string =>
  isScore(score) || score === 'undefined' ? '' : score === 'constant' ? 'constant outputs' : score;

/**
 * The reason why a measure has no number. `diverged`: the run was no longer finite. `constant`: the outputs differ only
 * by float32's rounding, which would decide the accuracy. `undefined`: the measure does not exist here, e.g. the
 * accuracy of a regression. `notRun`: the run is not done yet.
 */
export type NoScore = 'diverged' | 'constant' | 'undefined' | 'notRun';

/** The result of a measure: a finite number, or the reason why there is none. It can pass through workers and JSON. */
export type Score = number | NoScore;

/** Whether a score is a number. */
export const isScore = (score: Score): score is number => typeof score === 'number';

/** Converts a number to a score. If the number is not finite, the score is the given reason. */
export const scoreOf = (value: number | undefined, why: NoScore): Score =>
  value !== undefined && Number.isFinite(value) ? value : why;

/** Converts a score to a number for arrays and curves; NaN if it has none. */
export const numberOf = (score: Score): number => (isScore(score) ? score : Number.NaN);

/** Converts a score to a cell of a CSV file. The cell is empty if there is no number; the column `note` gives the reason. */
export const cellOf = (score: Score): number | '' => (isScore(score) && Number.isFinite(score) ? score : '');

/** The cell of the column `note` in a CSV file: the reason why a score has no number, or nothing. */
export const noteOf = (score: Score): string =>
  isScore(score) || score === 'undefined' ? '' : score === 'constant' ? 'constant outputs' : score;

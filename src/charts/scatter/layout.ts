/** The numbers at an axis' ticks; the first and the last are its ends. */
export interface Ticks {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The space for the axes around the points, in CSS pixels. */
export const room = { left: 48, top: 4, right: 10, bottom: 40 } as const;

/** The position of a number between the ends of its axis, as a share. */
export const shareOf = (value: number, ticks: readonly number[]): number =>
  (value - ticks[0]!) / (ticks.at(-1)! - ticks[0]!);

/** The power of ten that is factored out of an axis; 0 if its numbers are already short. */
export function powerOf(ticks: readonly number[]): number {
  const largest = Math.max(...ticks.map(Math.abs));
  return largest === 0 || (largest >= 0.01 && largest < 100_000) ? 0 : Math.floor(Math.log10(largest));
}

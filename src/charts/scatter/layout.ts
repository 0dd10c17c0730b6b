/** The numbers at an axis' ticks; the first and the last are its ends. */
export interface Ticks {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Room for the axes around the points, in CSS pixels. */
export const room = { left: 48, top: 4, right: 10, bottom: 40 } as const;

/** Where a number stands between the ends of its axis, as a share. */
export const shareOf = (value: number, ticks: readonly number[]): number =>
  (value - ticks[0]!) / (ticks.at(-1)! - ticks[0]!);

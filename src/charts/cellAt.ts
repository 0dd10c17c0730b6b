/**
 * The cell, of `count` in a row, at a share of the row's length. Beyond an end it is the cell there: a pointer on an edge may be
 * told to be a fraction of a pixel outside.
 */
export const cellAt = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)));

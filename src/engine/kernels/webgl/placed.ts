import type { Matrix } from '../kernels';

/**
 * A rectangle at the same position on every page, measured in blocks of 4 × 4 numbers. It holds one matrix on each
 * page.
 */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The pages on which it holds a matrix. */
  readonly taken: Set<number>;
}

/** The position of a matrix. */
export interface Location {
  readonly cell: Cell;
  readonly page: number;
}

/** The number of blocks for that many rows or columns. */
export const blocks = (numbers: number): number => Math.ceil(numbers / 4);

/** A matrix. Its location is chosen when the runs that use it are known: see `place.ts`. */
export class Placed implements Matrix {
  location: Location | undefined;
  /** The numbers that the host last wrote, in page layout; undefined if there are none or a program writes it. */
  written: Float32Array | undefined;
  /** The array that `peek` returns. It is reused. */
  looked: Float32Array | undefined;
  /** Whether a program writes it. */
  computed = false;

  /**
   * @param use `kept`: its numbers last. The others are only needed while a sequence runs. `scratch`: a result that is
   *   then copied. `part`: the first half of a measure
   */
  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly use: 'kept' | 'scratch' | 'part' = 'kept',
  ) {}

  /** The number of rows of a block that hold numbers. */
  get layers(): number {
    return Math.min(this.rows, 4);
  }
}

import type { Matrix } from '../kernels';

/** A rectangle, in blocks of 4 × 4 numbers, that stands at the same place on every page; each page of it holds one matrix. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pages of it that are in use. */
  readonly taken: Set<number>;
}

/** Where a matrix stands. */
export interface Spot {
  readonly cell: Cell;
  readonly page: number;
}

/** Blocks that so many numbers take. */
export const blocks = (numbers: number): number => Math.ceil(numbers / 4);

/** A matrix that gets its spot when it is known what it is calculated with: see `place`. */
export class Placed implements Matrix {
  spot: Spot | undefined;
  /** What the host last wrote, as a page has it, as long as nobody else writes. */
  written: Float32Array | undefined;
  /** Where its numbers are put for whoever looks at it. */
  looked: Float32Array | undefined;
  /** Whether some program writes it. */
  computed = false;

  /** @param use whether it is only needed while a sequence runs: for a result that is put elsewhere then, or for a part of a measure */
  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly use: 'kept' | 'scratch' | 'part' = 'kept',
  ) {}

  /** How many of a block's rows hold numbers. */
  get layers(): number {
    return Math.min(this.rows, 4);
  }
}

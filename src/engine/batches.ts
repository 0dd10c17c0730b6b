import { createRandom } from '../random/random';

/**
 * Which training samples each step sees. Shuffled epochs are laid end to end and cut into batches of equal size, so a
 * batch may straddle two epochs and none is short. `full` takes all samples in file order at every step.
 */
export class Batches {
  private epoch = -1;
  private order: Int32Array = new Int32Array(0);

  constructor(
    private readonly seed: number,
    private readonly count: number,
    /** How far into the endless row of shuffled epochs the next batch starts. */
    public position = 0,
  ) {}

  /** Sample indices of the next batch. */
  next(size: number | 'full'): Int32Array {
    if (size === 'full') return Int32Array.from({ length: this.count }, (_, i) => i);
    const rows = batchRows(size, this.count);
    const indices = new Int32Array(rows);
    for (let row = 0; row < rows; row++) indices[row] = this.at(this.position++);
    return indices;
  }

  private at(position: number): number {
    const epoch = Math.floor(position / this.count);
    if (epoch !== this.epoch) {
      this.order = createRandom(this.seed, 'batches', epoch).permutation(this.count);
      this.epoch = epoch;
    }
    return this.order[position - epoch * this.count]!;
  }
}

/** Rows of a batch: never more than there are training samples. */
export const batchRows = (size: number | 'full', count: number): number =>
  size === 'full' ? count : Math.min(size, count);

/** Rows `indices` of a matrix of `cols` columns, into `target`. */
export function gather(source: Float64Array, cols: number, indices: Int32Array, target: Float64Array): void {
  for (let row = 0; row < indices.length; row++) {
    const from = indices[row]! * cols;
    const to = row * cols;
    for (let j = 0; j < cols; j++) target[to + j] = source[from + j]!;
  }
}

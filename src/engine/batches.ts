import { createRandom } from '../random/random';

/**
 * Which training samples each step sees. Shuffled epochs are laid end to end and cut into batches of equal size, so a
 * batch may straddle two epochs and none is short. `full` takes all samples in file order at every step. Where the samples
 * are of several strata, one after the other, a batch has as many of each, each stratum's in its own epochs.
 */
export class Batches {
  private readonly epochs: number[];
  private readonly orders: Int32Array[];

  /** @param strata samples of each stratum */
  constructor(
    private readonly seed: number,
    private readonly strata: readonly number[],
    /** How far into each stratum's endless row of shuffled epochs the next batch starts. */
    public position = 0,
  ) {
    this.epochs = strata.map(() => -1);
    this.orders = strata.map(() => new Int32Array(0));
  }

  /**
   * Sample indices of the next batch.
   * @param rows how many of each stratum; undefined: all samples
   * @param indices where to put them
   */
  next(rows: readonly number[] | undefined, indices: Int32Array): void {
    this.fill(rows, indices);
    if (rows) this.position += rows[0]!;
  }

  /** Sample indices of the batch that `next` will give. */
  upcoming(size: number | 'full'): Int32Array {
    const rows = size === 'full' ? undefined : strataRows(size, this.strata);
    const indices = new Int32Array(sum(rows ?? this.strata));
    this.fill(rows, indices);
    return indices;
  }

  private fill(rows: readonly number[] | undefined, indices: Int32Array): void {
    if (!rows) {
      for (let i = 0; i < indices.length; i++) indices[i] = i;
      return;
    }
    let row = 0;
    let first = 0;
    for (let stratum = 0; stratum < rows.length; stratum++) {
      for (let i = 0; i < rows[stratum]!; i++) indices[row++] = first + this.at(stratum, this.position + i);
      first += this.strata[stratum]!;
    }
  }

  private at(stratum: number, position: number): number {
    const count = this.strata[stratum]!;
    const epoch = Math.floor(position / count);
    if (epoch !== this.epochs[stratum]) {
      this.orders[stratum] = createRandom(
        this.seed,
        stratum === 0 ? 'batches' : `batches${stratum}`,
        epoch,
      ).permutation(count);
      this.epochs[stratum] = epoch;
    }
    return this.orders[stratum]![position - epoch * count]!;
  }
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Rows that a batch has of each stratum: equal shares of its size; all samples where it is full. */
export function strataRows(size: number | 'full', strata: readonly number[]): number[] {
  if (size === 'full') return [...strata];
  const share = Math.max(1, Math.floor(batchRows(size, sum(strata)) / strata.length));
  return strata.map(() => share);
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

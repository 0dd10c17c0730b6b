import { createRandom } from '../random/random';

/**
 * Chooses the training samples of each step. Shuffled epochs are concatenated and cut into batches of equal size. A
 * batch may therefore contain the end of one epoch and the start of the next. `full` takes all samples in file order at
 * every step. If the samples form several consecutive strata, each batch takes the same number from each. Every stratum
 * then has its own epochs.
 */
export class Batches {
  private readonly epochs: number[];
  private readonly orders: Int32Array[];

  /** @param strata number of samples in each stratum */
  constructor(
    private readonly seed: number,
    private readonly strata: readonly number[],
    /** For each stratum, the position in its sequence of shuffled epochs where the next batch starts. */
    public position = 0,
  ) {
    this.epochs = strata.map(() => -1);
    this.orders = strata.map(() => new Int32Array(0));
  }

  /**
   * Sample indices of the next batch.
   * @param rows number of rows from each stratum; undefined: all samples
   * @param indices receives the indices
   */
  next(rows: readonly number[] | undefined, indices: Int32Array): void {
    this.fill(rows, indices);
    if (rows) this.position += rows[0]!;
  }

  /** Sample indices of the batch that the next call of `next` returns. */
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

/** Number of rows in a batch from each stratum. Every stratum has an equal share; a full batch takes all samples. */
export function strataRows(size: number | 'full', strata: readonly number[]): number[] {
  if (size === 'full') return [...strata];
  const share = Math.max(1, Math.floor(batchRows(size, sum(strata)) / strata.length));
  return strata.map(() => share);
}

/** Number of rows in a batch. It never exceeds the number of training samples. */
export const batchRows = (size: number | 'full', count: number): number =>
  size === 'full' ? count : Math.min(size, count);

/** Copies the rows `indices` of a matrix with `cols` columns into `target`. */
export function gather(source: Float64Array, cols: number, indices: Int32Array, target: Float64Array): void {
  for (let row = 0; row < indices.length; row++) {
    const from = indices[row]! * cols;
    const to = row * cols;
    for (let j = 0; j < cols; j++) target[to + j] = source[from + j]!;
  }
}

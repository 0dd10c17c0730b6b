import type { Dataset, Split } from '../data/build';
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
    return Int32Array.from({ length: rows }, () => this.at(this.position++));
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

/** Rows `indices` of a split: inputs `[n, features]` and targets `[n, outputs]`. */
export function gather(split: Split, { features, outcomeNames }: Dataset, indices: Int32Array) {
  const outputs = outcomeNames.length;
  const inputs = new Float64Array(indices.length * features);
  const targets = new Float64Array(indices.length * outputs);
  indices.forEach((sample, row) => {
    inputs.set(split.inputs.subarray(sample * features, (sample + 1) * features), row * features);
    targets.set(split.targets.subarray(sample * outputs, (sample + 1) * outputs), row * outputs);
  });
  return { inputs, targets };
}

import { Problem, say } from '../../base/problem';
import { createRandom } from '../../random/random';
import type { Kernels } from '../kernels/kernels';
import { type ClassifierTest, classifierTest } from './classifierTest';
import { type MeanDiscrepancy, meanDiscrepancy } from './meanDiscrepancy';

/** The largest number of rows compared from each domain. More rows take longer and hardly change the result. */
export const rowsCompared = 500;

/** The smallest number of rows of each domain. With fewer, the test lacks rows for training or for testing. */
export const fewestCompared = 4;

/** Two measures of the distance between the inputs of the target and of the source. */
export interface ShiftSize {
  /** Number of rows compared from each domain. */
  readonly rows: number;
  readonly classifier: ClassifierTest;
  readonly discrepancy: MeanDiscrepancy;
}

export interface ShiftSizeOptions {
  readonly seed: number;
  readonly paired: boolean;
}

/**
 * Measures the shift between two domains from the network's inputs alone. The same seed gives the same result. Both
 * tests assume independent samples (Lopez-Paz & Oquab 2017, section 3; Gretton et al. 2012, section 2), so paired
 * domains use different rows from each side.
 * @param source `[n, features]`
 * @param target `[m, features]`
 * @param options.paired whether row i of both domains shows the same object
 * @param kernels the kernels for training the classifier; this function always disposes of them
 * @param yieldToMessages lets the worker handle messages; an error that it throws ends the measurement
 * @throws Problem if fewer than 4 rows can be compared
 */
export async function shiftSize(
  source: Float64Array,
  target: Float64Array,
  features: number,
  { seed, paired }: ShiftSizeOptions,
  kernels: Kernels,
  yieldToMessages = async () => {},
): Promise<ShiftSize> {
  try {
    const there = Math.min(source.length, target.length) / features;
    const rows = Math.min(rowsCompared, paired ? Math.floor(there / 2) : there);
    if (rows < fewestCompared) {
      throw new Problem('tooSmall', {
        field: 'target',
        found: say(`${rows} samples in a domain`, `某个域只有 ${rows} 个样本`),
        allowed: say(`${fewestCompared}, to measure the shift`, `${fewestCompared} 个，才能度量偏移`),
      });
    }
    const random = createRandom(seed, 'twoSample');
    const order = random.permutation(paired ? there : source.length / features);
    // Half of the pairs go into the source sample and the others into the target sample, so no object is in both.
    const other = paired ? order.subarray(rows) : random.permutation(target.length / features);
    const [x, y] = [takeRows(source, features, order, rows), takeRows(target, features, other, rows)];
    const classifier = await classifierTest(x, y, features, seed, kernels, yieldToMessages);
    await yieldToMessages();
    return { rows, classifier, discrepancy: meanDiscrepancy(x, y, features, random) };
  } finally {
    kernels.dispose();
  }
}

/** The first `count` rows of a matrix `[n, features]` in the given order. */
function takeRows(matrix: Float64Array, features: number, order: Int32Array, count: number): Float64Array {
  const out = new Float64Array(count * features);
  order.subarray(0, count).forEach((row, i) => {
    out.set(matrix.subarray(row * features, (row + 1) * features), i * features);
  });
  return out;
}

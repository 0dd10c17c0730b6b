import { Problem, say } from '../../base/problem';
import { createRandom } from '../../random/random';
import type { Kernels } from '../kernels/kernels';
import { type ClassifierTest, classifierTest } from './classifierTest';
import { type MeanDiscrepancy, meanDiscrepancy } from './meanDiscrepancy';

/** Rows of each domain that are looked at, at most: more change the figures little and take longer. */
export const rowsCompared = 500;

/** Rows of each domain without which there is nothing to train a test on, or to test it on. */
export const fewestCompared = 4;

/** How far a target's inputs are from the source's, told in two ways. */
export interface ShiftSize {
  /** Rows of each domain that were compared. */
  readonly rows: number;
  readonly classifier: ClassifierTest;
  readonly discrepancy: MeanDiscrepancy;
}

export interface ShiftSizeOptions {
  readonly seed: number;
  readonly paired: boolean;
}

/**
 * Measures the shift between two domains by inputs alone, as a network is fed them. The same seed gives the same figures. Both
 * tests take their samples to be independent (Lopez-Paz & Oquab 2017, section 3; Gretton et al. 2012, section 2): pairs are split
 * first.
 * @param source `[n, features]`
 * @param target `[m, features]`
 * @param options.paired whether row i of both is the same thing, seen twice
 * @param kernels what the classifier is trained on; disposed of in any case
 * @param yieldToMessages awaited now and then, so that others go on; what it throws ends the measuring
 * @throws Problem where a domain has fewer than 4 rows
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
    // Of pairs, half are looked at in the source and the others in the target: no thing is in both samples.
    const other = paired ? order.subarray(rows) : random.permutation(target.length / features);
    const [x, y] = [takeRows(source, features, order, rows), takeRows(target, features, other, rows)];
    const classifier = await classifierTest(x, y, features, seed, kernels, yieldToMessages);
    await yieldToMessages();
    return { rows, classifier, discrepancy: meanDiscrepancy(x, y, features, random) };
  } finally {
    kernels.dispose();
  }
}

/** The first `count` rows of a matrix `[n, features]` in some order. */
function takeRows(matrix: Float64Array, features: number, order: Int32Array, count: number): Float64Array {
  const out = new Float64Array(count * features);
  order.subarray(0, count).forEach((row, i) => {
    out.set(matrix.subarray(row * features, (row + 1) * features), i * features);
  });
  return out;
}

import { Problem, say } from '../../base/problem';
import { createRandom, type Random } from '../../random/random';
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

/**
 * Measures the shift between two domains by inputs alone, as a network is fed them. The same seed gives the same figures.
 * @param source `[n, features]`
 * @param target `[m, features]`
 * @param kernels what the classifier is trained on; disposed of in any case
 * @param yieldToMessages awaited now and then, so that others go on; what it throws ends the measuring
 * @throws Problem where a domain has fewer than 4 rows
 */
export async function shiftSize(
  source: Float64Array,
  target: Float64Array,
  features: number,
  seed: number,
  kernels: Kernels,
  yieldToMessages = async () => {},
): Promise<ShiftSize> {
  try {
    const rows = Math.min(rowsCompared, source.length / features, target.length / features);
    if (rows < fewestCompared) {
      throw new Problem('tooSmall', {
        field: 'target',
        found: say(`${rows} samples in a domain`, `某个域只有 ${rows} 个样本`),
        allowed: say(`${fewestCompared}, to measure the shift`, `${fewestCompared} 个，才能度量偏移`),
      });
    }
    const random = createRandom(seed, 'twoSample');
    const [x, y] = [drawRows(source, features, rows, random), drawRows(target, features, rows, random)];
    const classifier = await classifierTest(x, y, features, seed, kernels, yieldToMessages);
    await yieldToMessages();
    return { rows, classifier, discrepancy: meanDiscrepancy(x, y, features, random) };
  } finally {
    kernels.dispose();
  }
}

/** Some rows of a matrix `[n, features]`, each once. */
function drawRows(matrix: Float64Array, features: number, rows: number, random: Random): Float64Array {
  const out = new Float64Array(rows * features);
  random
    .permutation(matrix.length / features)
    .subarray(0, rows)
    .forEach((row, i) => {
      out.set(matrix.subarray(row * features, (row + 1) * features), i * features);
    });
  return out;
}

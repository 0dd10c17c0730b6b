import { scaleOf, standardized } from '../../data/sets/standardize';
import { experimentSchema } from '../../schema/experiment';
import { createTrainer } from '../createTrainer';
import type { Kernels } from '../kernels/kernels';
import { isScore } from '../numeric/score';

/** Number of passes over the training half. */
const epochs = 100;
/** Number of steps between two calls of `yieldToMessages`. */
const stride = 50;

/** The result of the classifier test: how well a classifier distinguishes two samples. */
export interface ClassifierTest {
  /**
   * The share of held-out rows whose sample the classifier names correctly; 0.5 if both samples have one distribution, NaN if the
   * classifier diverged.
   */
  readonly accuracy: number;
  /** The standard deviation of that share if both samples have one distribution: 1 / (2 √held). */
  readonly deviation: number;
}

/**
 * The classifier two-sample test (Lopez-Paz & Oquab 2017, arXiv:1610.06545). It trains a network of 20 ReLU units to
 * distinguish the two samples on half of the rows, and tests it on the other half.
 * @param x `[n, features]`
 * @param y `[n, features]`, with the same n, so that a guess is right half of the time
 * @param kernels the kernels for training; the caller disposes of them
 * @param yieldToMessages lets the worker handle messages; an error that it throws ends the test
 */
export async function classifierTest(
  x: Float64Array,
  y: Float64Array,
  features: number,
  seed: number,
  kernels: Kernels,
  yieldToMessages: () => Promise<void>,
): Promise<ClassifierTest> {
  const pooled = new Float64Array(x.length + y.length);
  pooled.set(x);
  pooled.set(y, x.length);
  const inputs = standardized(pooled, scaleOf(pooled, features));
  const rows = Array.from({ length: inputs.length / features }, (_, i) => [
    ...inputs.subarray(i * features, (i + 1) * features),
  ]);
  const spec = experimentSchema.parse({
    format: 'gradient-lab/experiment',
    version: 1,
    seed,
    data: {
      kind: 'inline',
      inputs: rows,
      labels: rows.map((_, i) => Number(i >= rows.length / 2)),
      testFraction: 0.5,
    },
    network: { depth: 1, width: 20, activation: 'relu', initializer: { kind: 'heNormal' } },
    training: { optimizer: { kind: 'adam', learningRate: 0.001 }, batchSize: 32 },
    telemetry: { every: 100_000 },
  });
  const trainer = await createTrainer(spec, kernels);
  const steps = epochs * trainer.stepsPerEpoch;
  const goesOn = () => trainer.step < steps && !trainer.divergence;
  while (goesOn()) {
    await yieldToMessages();
    for (let i = 0; i < stride && goesOn(); i++) await trainer.advance();
  }
  const deviation = 0.5 / Math.sqrt(Math.floor(rows.length / 2));
  if (trainer.divergence) return { accuracy: Number.NaN, deviation };
  const { accuracy } = await trainer.evaluate('test');
  // A classifier with the same answer for all rows distinguishes nothing.
  return {
    accuracy: isScore(accuracy) ? accuracy : 0.5,
    deviation,
  };
}

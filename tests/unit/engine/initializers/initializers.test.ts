import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { type Initializer, initializerSchema, initializers } from '../../../../src/engine/initializers';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import { createRandom } from '../../../../src/random/random';
import { small } from '../specs';

const shapes = [
  { fanIn: 120, fanOut: 120 },
  { fanIn: 200, fanOut: 50 },
  { fanIn: 50, fanOut: 200 },
];

/** The published variances, written again from the papers. */
const published: Record<string, (fanIn: number, fanOut: number) => number> = {
  lecunNormal: (n) => 1 / n,
  lecunUniform: (n) => 1 / n,
  glorotNormal: (n, m) => 2 / (n + m),
  glorotUniform: (n, m) => 2 / (n + m),
  heNormal: (n) => 2 / n,
  heUniform: (n) => 2 / n,
  standardUniform: (n) => 1 / (3 * n),
};

describe.each(Object.entries<Initializer>(initializers))('%s', (name, initializer) => {
  test('draws with the variance of its formula, also where fanIn and fanOut differ', () => {
    if (!initializer.variance) return expect(initializer.unitVarianceOutputs).toBe(true);
    const params = initializerSchema.parse({ kind: name } as never) as never;
    for (const shape of shapes) {
      const variance = initializer.variance(shape, params);
      const expected = published[name]?.(shape.fanIn, shape.fanOut);
      if (expected !== undefined) expect(variance).toBeCloseTo(expected, 12);
      const weights = [1, 2, 3].flatMap((seed) =>
        Array.from(initializer.weights(createRandom(seed, 'weights'), shape, params)),
      );
      const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
      const spread = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length;
      // The variance of a sample of n normal numbers is itself uncertain by √(2/n); five times that is all but never exceeded.
      expect(Math.abs(spread - variance)).toBeLessThanOrEqual(
        5 * Math.sqrt(2 / weights.length) * variance + 1e-15,
      );
    }
  });
});

test.each(shapes)('orthogonal weights keep lengths: $fanIn × $fanOut', ({ fanIn, fanOut }) => {
  const weights = initializers.orthogonal.weights(
    createRandom(1, 'weights'),
    { fanIn, fanOut },
    { gain: 1, biasStd: 0 },
  );
  const count = Math.min(fanIn, fanOut);
  const at = (vector: number, k: number) =>
    weights[fanIn >= fanOut ? k * fanOut + vector : vector * fanOut + k]!;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b += 7) {
      let dot = 0;
      for (let k = 0; k < Math.max(fanIn, fanOut); k++) dot += at(a, k) * at(b, k);
      expect(Math.abs(dot - (a === b ? 1 : 0))).toBeLessThan(1e-12);
    }
  }
});

test('LSUV gives every layer pre-activations of variance 1 on the data', async () => {
  const spec = small({
    data: { kind: 'moons', samples: 200, testFraction: 0 },
    network: { depth: 4, width: 16, activation: 'linear', initializer: { kind: 'lsuv' } },
    training: { batchSize: 'full' },
  });
  const trainer = await createTrainer(spec, createReferenceKernels());
  const frame = (await trainer.advance(true))!;
  const { layerIndex } = await import('../../../../src/engine/telemetry');
  for (let layer = 0; layer < 5; layer++) expect(frame[layerIndex(layer, 'activationStd')]).toBeCloseTo(1, 6);
});

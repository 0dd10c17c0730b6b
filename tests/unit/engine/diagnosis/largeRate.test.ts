import { expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { diagnose } from '../../../../src/engine/diagnosis';
import { openKernels } from '../../../../src/engine/kernels/open';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { recordedEvery, type Sketch, specOf, train } from './experiment';

/** The largest curvature of the loss over all samples at the start. Power iteration uses differences of float64 gradients. */
async function largestCurvature(spec: ExperimentSpec): Promise<number> {
  const still = {
    ...spec,
    training: { ...spec.training, optimizer: { kind: 'sgd', learningRate: 0 } as const },
  };
  const trainer = await createTrainer(still, await openKernels('reference'));
  const start = await trainer.checkpoint();
  const gradientAt = async (direction: readonly number[], size: number) => {
    let from = 0;
    const arrays = start.arrays.map((values) => values.map((value) => value + size * direction[from++]!));
    trainer.restore({ ...start, arrays });
    await trainer.advance();
    return (await trainer.gradients()).flatMap((values) => [...values]);
  };
  const count = start.arrays.reduce((sum, { length }) => sum + length, 0);
  let direction = Array.from({ length: count }, (_, i) => Math.sin(1 + i));
  let curvature = 0;
  const step = 1e-5;
  for (let i = 0; i < 40; i++) {
    const size = Math.hypot(...direction);
    direction = direction.map((x) => x / size);
    const [up, down] = [await gradientAt(direction, step), await gradientAt(direction, -step)];
    direction = up.map((g, k) => (g - down[k]!) / (2 * step));
    curvature = Math.hypot(...direction);
  }
  trainer.dispose();
  return curvature;
}

const regression: Sketch = {
  data: { kind: 'linear', samples: 200, noise: 0.3 },
  network: { depth: 1, width: 8, activation: 'linear', initializer: { kind: 'lecunNormal' } },
  training: { loss: 'meanSquaredError', batchSize: 'full' },
  steps: 200,
};

/** Gradient descent on a quadratic diverges above 2/λ. A linear network of two layers may still converge up to 4/λ. */
test.each([0.1, 0.25, 0.45])('no alarm at %d of the bound 2/λ', async (share) => {
  const bound = 2 / (await largestCurvature(specOf(regression)));
  const run = await train(specOf({ ...regression, rate: share * bound }));
  expect((await run.trainer.evaluate('train')).loss).toBeLessThan(0.3 ** 2 * 1.3);
  for (const every of [1, 10, 50]) {
    const recorded = recordedEvery(run, every);
    for (let at = 0; at < recorded.length; at++)
      expect(diagnose({ spec: run.spec, recorded, at }).map(({ rule }) => rule)).toEqual([]);
  }
});

test.each([4, 8, 30])('the rate is named at %d times the bound', async (times) => {
  const bound = 2 / (await largestCurvature(specOf(regression)));
  const run = await train(specOf({ ...regression, rate: times * bound }));
  for (const every of [1, 10, 50]) {
    const recorded = recordedEvery(run, every);
    const found = diagnose({ spec: run.spec, recorded, at: recorded.length - 1 });
    expect(found[0]?.rule).toBe('largeRate');
  }
});

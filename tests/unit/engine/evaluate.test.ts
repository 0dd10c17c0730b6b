import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { type Backend, backends } from '../../../src/engine/kernels/kernels';
import { openKernels } from '../../../src/engine/kernels/open';
import { type RunQuantity, runIndex } from '../../../src/engine/telemetry';
import { parseExperiment } from '../../../src/schema/parse';

/** Backends that run without a browser. */
const here = backends.filter((backend): backend is Backend => backend !== 'webgpu' && backend !== 'webgl');

const open = async (backend: Backend, network: object, training: object) =>
  createTrainer(
    parseExperiment({
      format: 'gradient-lab/experiment',
      version: 1,
      seed: 1,
      data: { kind: 'moons', samples: 100, noise: 0.1 },
      network,
      training: { steps: 40, ...training },
      telemetry: { every: 1, evaluateEvery: 1 },
    }),
    await openKernels(backend),
  );

describe.each(here)('on %s', (backend) => {
  test('a network that is no longer finite has no accuracy, on the batch, the test set and after it', async () => {
    const trainer = await open(
      backend,
      { depth: 3, width: 8, activation: 'leakyRelu', initializer: { kind: 'normal', std: 100 } },
      { optimizer: { kind: 'sgd', learningRate: 1000 } },
    );
    while (trainer.step < 40 && !trainer.divergence) {
      const frame = (await trainer.advance(true))!;
      const of = (quantity: RunQuantity) => frame[runIndex(quantity)]!;
      // If only the backward pass is not finite, the outputs for that batch still are.
      expect(Number.isFinite(of('accuracy'))).toBe(Number.isFinite(of('loss')));
      expect(Number.isFinite(of('testAccuracy'))).toBe(Number.isFinite(of('testLoss')));
    }
    expect(trainer.divergence).toBeDefined();
    const { accuracy, confusion } = await trainer.evaluate('test');
    expect(accuracy).toBe('diverged');
    // The network predicts no class, not even the first.
    expect(confusion.reduce((sum, count) => sum + count, 0)).toBe(0);
    trainer.dispose();
  });

  test('twelve sigmoid layers answer all samples alike to float32’s precision, and have no accuracy', async () => {
    const trainer = await open(
      backend,
      { depth: 12, width: 32, activation: 'sigmoid' },
      { optimizer: { kind: 'sgd', learningRate: 0.1 } },
    );
    for (let step = 0; step < 20; step++) await trainer.advance();
    expect((await trainer.evaluate('test')).accuracy).toBe('constant');
    trainer.dispose();
  });

  test('a network with different outputs for different samples has an accuracy', async () => {
    const trainer = await open(
      backend,
      { depth: 2, width: 16, activation: 'tanh' },
      { optimizer: { kind: 'adam', learningRate: 0.01 } },
    );
    for (let step = 0; step < 40; step++) await trainer.advance();
    expect((await trainer.evaluate('test')).accuracy).toBeGreaterThan(0.7);
    trainer.dispose();
  });
});

import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { layerIndex } from '../../../src/engine/telemetry';
import { parseExperiment } from '../../../src/schema/parse';

const trainerOf = async (backend: 'reference' | 'cpu' | 'wasm', network: object, learningRate = 1e-9) =>
  createTrainer(
    parseExperiment({
      format: 'gradient-lab/experiment',
      version: 1,
      data: { kind: 'moons', samples: 100 },
      network: { depth: 12, width: 16, initializer: { kind: 'glorotNormal' }, ...network },
      training: { batchSize: 20, optimizer: { kind: 'sgd', learningRate } },
    }),
    await openKernels(backend),
  );

describe.each(['reference', 'cpu', 'wasm'] as const)('one cause held fixed on %s', (backend) => {
  const tolerance = backend === 'reference' ? 1e-9 : 1e-4;

  test('with orthogonal weights and φ′ = 1, nothing changes the signal', async () => {
    const trainer = await trainerOf(backend, { activation: 'linear' });
    expect(await trainer.signalsWithAblation('weights')).toBeUndefined();
    await trainer.advance(true);
    const signals = (await trainer.signalsWithAblation('weights'))!;
    expect(signals).toHaveLength(13);
    for (const signal of signals) expect(Math.abs(signal / signals[12]! - 1)).toBeLessThan(tolerance);
    trainer.dispose();
  });

  test('the profiles of the fixed and of the remaining causes multiply to about the measured one', async () => {
    const trainer = await trainerOf(backend, { activation: 'sigmoid' });
    const frame = (await trainer.advance(true))!;
    const measured = frame[layerIndex(0, 'signalNorm')]! / frame[layerIndex(12, 'signalNorm')]!;
    const [weights, slopes] = [
      (await trainer.signalsWithAblation('activation'))!,
      (await trainer.signalsWithAblation('weights'))!,
    ];
    const together = (weights[0]! / weights[12]!) * (slopes[0]! / slopes[12]!);
    expect(Math.abs(Math.log(together / measured))).toBeLessThan(1.5);
    // σ′ ≤ 1/4 at each of twelve layers makes the signal small. Glorot's weights hardly change it.
    expect(slopes[0]! / slopes[12]!).toBeLessThan(4 ** -12);
    expect(weights[0]! / weights[12]!).toBeGreaterThan(1e-2);
    trainer.dispose();
  });

  test('the measurement does not change the run', async () => {
    const network = { activation: 'tanh', normalization: 'batch', residual: true };
    const [plain, watched] = [await trainerOf(backend, network, 0.1), await trainerOf(backend, network, 0.1)];
    for (let step = 0; step < 5; step++) {
      const expected = await plain.advance(true);
      expect(await watched.advance(true)).toEqual(expected);
      await watched.signalsWithAblation('activation');
      await watched.signalsWithAblation('weights');
      await watched.layers();
    }
    plain.dispose();
    watched.dispose();
  });

  test('`layers` gives the numbers that telemetry summarizes', async () => {
    const trainer = await trainerOf(backend, { activation: 'sigmoid' }, 0);
    const frame = (await trainer.advance(true))!;
    const layers = (await trainer.layers())!;
    const norm = (values: ArrayLike<number>) =>
      Math.sqrt(Array.from(values).reduce((sum, x) => sum + x * x, 0));
    for (const [l, { weights, weightGradients, preActivations, activations }] of layers.entries()) {
      const of = (quantity: Parameters<typeof layerIndex>[1]) => frame[layerIndex(l, quantity)]!;
      expect(norm(weights) / of('weightNorm')).toBeCloseTo(1, 5);
      expect(norm(weightGradients) / of('weightGradNorm')).toBeCloseTo(1, 5);
      expect(norm(activations) / Math.sqrt(activations.length) / of('activationRms')).toBeCloseTo(1, 5);
      expect(preActivations).toHaveLength(activations.length);
    }
    trainer.dispose();
  });
});

import { expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { parseExperiment } from '../../../../src/schema/parse';

/** The layers of a small network after 20 updates. */
async function trained(network: object) {
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 100 },
    network: { depth: 2, width: 5, ...network },
    training: { optimizer: { kind: 'sgd', learningRate: 0.5 }, batchSize: 'full' },
  });
  const trainer = await createTrainer(spec, await openKernels('reference'));
  for (let step = 0; step < 20; step++) await trainer.advance();
  const layers = await trainer.parameters();
  trainer.dispose();
  return layers;
}

/** The largest difference between the incoming weights of the second layer's units. */
const apart = ([, { weights }]: Awaited<ReturnType<typeof trained>> & { 1: { weights: Float64Array } }) =>
  Math.max(...weights.map((weight, i) => Math.abs(weight - weights[i - (i % 5)]!)));
type Layers = Parameters<typeof apart>[0];

test('zeros with tanh or ReLU: no weight ever moves', async () => {
  for (const activation of ['tanh', 'relu']) {
    const layers = await trained({ activation, initializer: { kind: 'zeros' } });
    for (const { weights } of layers) expect(weights.every((weight) => weight === 0)).toBe(true);
  }
});

test('zeros with a sigmoid: every layer moves, its units alike', async () => {
  const layers = await trained({ activation: 'sigmoid', initializer: { kind: 'zeros' } });
  for (const { weights } of layers) expect(weights.some((weight) => weight !== 0)).toBe(true);
  expect(apart(layers as Layers)).toBeLessThan(1e-12);
});

test('constant weights: units stay alike, unless random biases or dropout tell them apart', async () => {
  const constant = (more: object, network: object = {}) =>
    trained({ activation: 'tanh', initializer: { kind: 'constant', ...more }, ...network });
  expect(apart((await constant({})) as Layers)).toBeLessThan(1e-12);
  expect(apart((await constant({ biasStd: 0.5 })) as Layers)).toBeGreaterThan(1e-4);
  expect(apart((await constant({}, { dropout: 0.5 })) as Layers)).toBeGreaterThan(1e-4);
});

import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import {
  type LayerQuantity,
  layerCount,
  layerIndex,
  runIndex,
  type TelemetryFrame,
} from '../../../../src/engine/telemetry';
import { setField } from '../../../../src/schema/edit';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';
import { defaultExperiment, type PresetName, presets } from '../../../../src/schema/presets';

const spec = (name: PresetName): ExperimentSpec => parseExperiment(presets[name].spec);

/** The telemetry of the first step; the hidden layer next to the input is first. */
async function atStart(experiment: ExperimentSpec) {
  const trainer = await createTrainer(experiment, createReferenceKernels());
  const frame: TelemetryFrame = (await trainer.advance(true))!;
  const hidden = layerCount(experiment) - 1;
  const layers = (quantity: LayerQuantity) =>
    Array.from({ length: hidden }, (_, l) => frame[layerIndex(l, quantity)]!);
  /** The first hidden layer's value divided by the last one's. */
  const firstToLast = (quantity: LayerQuantity) => layers(quantity)[0]! / layers(quantity).at(-1)!;
  return { layers, firstToLast, loss: frame[runIndex('loss')]! };
}

/** Trains without recording, then evaluates on the test samples. */
async function trained(experiment: ExperimentSpec, steps: number) {
  const sparse = setField(experiment, 'telemetry.every', 100_000);
  const trainer = await createTrainer(sparse, await openKernels('wasm'));
  for (let step = 0; step < steps; step++) await trainer.advance();
  return trainer.evaluate('test');
}

describe('presets', () => {
  test('the default and eight more, each in both languages and named as its title', () => {
    expect(Object.keys(presets)).toHaveLength(9);
    expect(defaultExperiment()).toEqual(spec('twentySigmoidLayers'));
    for (const { title, why, spec: written } of Object.values(presets)) {
      expect(written.name).toBe(title.en);
      expect(why.en).toMatch(/\.$/);
      expect(why['zh-CN']).toMatch(/。$/);
    }
  });
});

describe('the presets’ claims about initialization are true', () => {
  test('twenty sigmoid layers: less than a quarter a layer, less than a trillionth over all', async () => {
    const { layers, firstToLast } = await atStart(spec('twentySigmoidLayers'));
    expect(firstToLast('signalNorm')).toBeLessThan(1e-12);
    expect(firstToLast('weightGradNorm')).toBeLessThan(1e-12);
    const signal = layers('signalNorm');
    const perLayer = (signal[0]! / signal.at(-1)!) ** (1 / (signal.length - 1));
    expect(perLayer).toBeLessThan(1 / 4);
  });

  test('ReLU with He weights: the same order over twenty layers', async () => {
    const { firstToLast } = await atStart(spec('reluHe'));
    expect(firstToLast('weightGradNorm')).toBeGreaterThan(0.1);
  });

  test('tanh with Glorot weights: less than a factor of ten', async () => {
    const { firstToLast } = await atStart(spec('tanhGlorot'));
    expect(firstToLast('signalNorm')).toBeGreaterThan(0.1);
    expect(firstToLast('signalNorm')).toBeLessThan(10);
  });

  test('sigmoid with batch normalization: more than a hundredfold growth', async () => {
    const { firstToLast } = await atStart(spec('sigmoidBatchNorm'));
    expect(firstToLast('signalNorm')).toBeGreaterThan(100);
  });

  test('sigmoid with ten times the weights: the signal arrives', async () => {
    const { firstToLast } = await atStart(spec('sigmoidWideWeights'));
    expect(firstToLast('signalNorm')).toBeGreaterThan(0.01);
  });

  test('fifty residual layers: with the skip the signal arrives, without it 26 powers of ten are lost', async () => {
    const residual = spec('residualFifty');
    expect((await atStart(residual)).firstToLast('signalNorm')).toBeGreaterThan(1);
    const plain = await atStart(setField(residual, 'network.residual', false));
    expect(plain.firstToLast('signalNorm')).toBeLessThan(1e-26);
    expect(plain.firstToLast('signalNorm')).toBeGreaterThan(1e-27);
  });

  test('fifty orthogonal linear layers: the same signal at all of them', async () => {
    const signal = (await atStart(spec('orthogonalLinear'))).layers('signalNorm');
    for (const norm of signal) expect(norm / signal[0]!).toBeCloseTo(1, 10);
  });

  test('small ReLU weights: weight gradients level, signal and activations vanished', async () => {
    const { firstToLast } = await atStart(spec('reluSmallWeights'));
    expect(firstToLast('signalNorm')).toBeLessThan(1e-12);
    expect(firstToLast('activationRms')).toBeGreaterThan(1e12);
    expect(firstToLast('weightGradNorm')).toBeGreaterThan(0.1);
    expect(firstToLast('weightGradNorm')).toBeLessThan(10);
  });

  test('exploding ReLU: the numbers overflow within ten steps', async () => {
    const experiment = spec('exploding');
    const { firstToLast, loss } = await atStart(experiment);
    expect(firstToLast('signalNorm')).toBeGreaterThan(1e4);
    expect(firstToLast('activationRms')).toBeLessThan(1e-4);
    expect(loss).toBeGreaterThan(1000);
    const trainer = await createTrainer(experiment, createReferenceKernels());
    for (let step = 0; step < 10; step++) await trainer.advance(true);
    expect(trainer.divergence?.step).toBeLessThan(10);
  });
});

test('the default switched to ReLU and He learns to more than 95 % in 500 steps', async () => {
  const relu = setField(defaultExperiment(), 'network.activation', 'relu');
  const experiment = setField(relu, 'network.initializer.kind', 'heNormal');
  const { firstToLast } = await atStart(experiment);
  expect(firstToLast('weightGradNorm')).toBeGreaterThan(1e-2);
  expect((await trained(experiment, 500)).accuracy).toBeGreaterThan(0.95);
});

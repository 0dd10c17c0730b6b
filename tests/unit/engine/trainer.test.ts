import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { createReferenceKernels } from '../../../src/engine/kernels/reference/reference';
import { numberOf } from '../../../src/engine/numeric/score';
import {
  causes,
  type LayerQuantity,
  layerCount,
  layerIndex,
  layersEnd,
  runIndex,
} from '../../../src/engine/telemetry';
import { frameLine } from '../../../src/engine/telemetryFile';
import type { Trainer } from '../../../src/engine/trainer';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { rich, small } from './specs';

const open = (spec: ExperimentSpec) => createTrainer(spec, createReferenceKernels());

async function frames(trainer: Trainer, count: number): Promise<Float64Array[]> {
  const list: Float64Array[] = [];
  for (let i = 0; i < count; i++) list.push((await trainer.advance(true))!.slice());
  return list;
}

test.each(['reference', 'cpu', 'wasm'] as const)(
  'the same seed gives the same run to the last bit, another seed another: %s',
  async (backend) => {
    const run = async (spec: ExperimentSpec) => {
      const trainer = await createTrainer(spec, await openKernels(backend));
      const seen = await frames(trainer, 12);
      trainer.dispose();
      return seen;
    };
    const once = await run(rich);
    expect(await run(rich)).toEqual(once);
    expect(await run({ ...rich, seed: 6 })).not.toEqual(once);
  },
);

test.each(['reference', 'wasm'] as const)(
  'measuring gives the frame of the next step and changes no bit of the run: %s',
  async (backend) => {
    const plain = await createTrainer(rich, await openKernels(backend));
    const expected = await frames(plain, 6);
    const measuring = await createTrainer(rich, await openKernels(backend));
    const seen: Float64Array[] = [];
    for (let step = 0; step < 6; step++) {
      const measured = await measuring.measure();
      expect(measuring.step).toBe(step);
      const [weights] = await measuring.parameters();
      expect(Array.from((await measuring.layers())![0]!.weights)).toEqual(Array.from(weights!.weights));
      seen.push(...(await frames(measuring, 1)));
      expect(measured).toEqual(seen.at(-1));
    }
    expect(seen).toEqual(expected);
    plain.dispose();
    measuring.dispose();
  },
);

test('a run continues exactly from its checkpoint', async () => {
  const whole = await open(rich);
  await frames(whole, 5);
  const checkpoint = await whole.checkpoint();
  const rest = await frames(whole, 8);
  const resumed = await open(rich);
  resumed.restore(checkpoint);
  expect(await frames(resumed, 8)).toEqual(rest);
});

describe.each(['reference', 'cpu', 'wasm'] as const)('on the test samples: %s', (backend) => {
  const every = { telemetry: { every: 1, evaluateEvery: 1 } };
  /** The numbers of the next recorded step, and those of a full evaluation before it. */
  async function both(trainer: Trainer) {
    const { loss, accuracy } = await trainer.evaluate('test');
    const frame = (await trainer.advance())!;
    return {
      told: [frame[runIndex('testLoss')]!, frame[runIndex('testAccuracy')]!],
      expected: [loss, numberOf(accuracy)],
    };
  }

  test.each([
    ['few', { ...rich, ...every }],
    ['more than go through at once', small({ data: { kind: 'spiral', samples: 2600 }, ...every })],
    [
      'outputs constant to float32’s precision',
      small({
        ...every,
        data: { kind: 'moons', samples: 2600 },
        network: { depth: 16, width: 8, activation: 'sigmoid' },
      }),
    ],
    [
      'regression',
      small({
        data: { kind: 'sine', samples: 60 },
        training: {
          loss: 'meanSquaredError',
          optimizer: { kind: 'sgd', learningRate: 0.1 },
          batchSize: 8,
          steps: 50,
        },
        ...every,
      }),
    ],
  ] as [string, ExperimentSpec][])(
    'a recorded step tells what an evaluation does: %s',
    async (_name, spec) => {
      const trainer = await createTrainer(spec, await openKernels(backend));
      const others = { ...spec, seed: spec.seed + 1 };
      for (const run of [spec, others]) {
        expect(await trainer.become(run)).toBe(true);
        for (let step = 0; step < 3; step++) {
          const { told, expected } = await both(trainer);
          expect(told[0]! / expected[0]!).toBeCloseTo(1, 6);
          expect(told[1]).toBe(expected[1]);
        }
      }
      trainer.dispose();
    },
  );
});

test('a network becomes no experiment whose batches or clipping its code does not have, or whose weights do not fit', async () => {
  const spec = small();
  const trainer = await createTrainer(spec, await openKernels('wasm'));
  const { optimizer, weightDecay, batchSize, steps } = spec.training;
  const settings = { learningRate: optimizer.learningRate, weightDecay, batchSize, steps };
  trainer.change({ ...settings, clipNorm: 1 });
  expect(await trainer.become(spec)).toBe(false);
  trainer.change({ ...settings, clipNorm: null, batchSize: 4 });
  expect(await trainer.become(spec)).toBe(false);
  trainer.change({ ...settings, clipNorm: null });
  const before = await trainer.parameters();
  const layers = [{ weights: [[1]], biases: [0] }];
  const inline = { ...spec, network: { ...spec.network, initializer: { kind: 'inline', layers } } };
  await expect(trainer.become(inline as ExperimentSpec)).rejects.toThrow(Problem);
  expect(trainer.spec).toBe(spec);
  expect(await trainer.parameters()).toEqual(before);
  expect(await trainer.become({ ...spec, seed: 9 })).toBe(true);
  trainer.dispose();
});

describe('the four causes multiply to the step of the signal, and each is its own', () => {
  test.each([
    ['none', false, 0],
    ['batch', false, 0],
    ['layer', false, 0.3],
    ['none', true, 0],
    ['batch', true, 0.3],
    ['layer', true, 0],
  ] as const)('normalization %s, skips %s, dropout %s', async (normalization, residual, dropout) => {
    const trainer = await open(
      small({ network: { depth: 9, width: 10, activation: 'sigmoid', normalization, residual, dropout } }),
    );
    const frame = (await trainer.advance(true))!;
    for (let layer = 0; layer < 9; layer++) {
      const told = (cause: LayerQuantity) => frame[layerIndex(layer, cause)]!;
      const product = causes.reduce((all, cause) => all * told(cause), 1);
      const step = told('signalNorm') / frame[layerIndex(layer + 1, 'signalNorm')]!;
      expect(Math.abs(product / step - 1)).toBeLessThan(1e-9);
      // σ' ≤ 1/4, and a unit that dropout keeps counts 1 / (1 − p) times.
      expect(told('activationFactor')).toBeLessThanOrEqual(0.25 / (1 - dropout));
      if (normalization === 'none') expect(told('normalizationFactor')).toBe(1);
      else expect(told('normalizationFactor')).not.toBe(1);
      // No skip connection passes the output layer.
      if (residual && layer < 8) expect(told('skipFactor')).toBeGreaterThan(1);
      else expect(told('skipFactor')).toBe(1);
    }
    for (const cause of causes) expect(frame[layerIndex(9, cause)]).toBeNaN();
    trainer.dispose();
  });
});

test('learning rate, decay, clipping and batch size may change during a run', async () => {
  const trainer = await open(small());
  await frames(trainer, 3);
  const before = (await trainer.checkpoint()).arrays;
  trainer.change({ learningRate: 0, weightDecay: 0, clipNorm: null, batchSize: 20, steps: 50 });
  await frames(trainer, 2);
  expect((await trainer.checkpoint()).arrays).toEqual(before);
  trainer.change({ learningRate: 0.1, weightDecay: 0, clipNorm: 0.001, batchSize: 'full', steps: 50 });
  await frames(trainer, 1);
  const after = (await trainer.checkpoint()).arrays;
  const moved = Math.sqrt(
    after
      .flatMap((values, i) => Array.from(values, (w, k) => (w - before[i]![k]!) ** 2))
      .reduce((a, b) => a + b, 0),
  );
  expect(moved).toBeCloseTo(0.1 * 0.001, 8);
  expect(trainer.step).toBe(6);
});

test('a full batch is all training samples in file order', async () => {
  const inputs = [[0], [1], [2], [3]];
  const spec = small({
    data: { kind: 'inline', inputs, targets: [[0], [1], [2], [3]] },
    network: { depth: 1, width: 1, activation: 'linear', initializer: { kind: 'constant', value: 1 } },
    training: { loss: 'meanSquaredError', optimizer: { kind: 'sgd', learningRate: 0 }, batchSize: 'full' },
  });
  const frame = (await (await open(spec)).advance(true))!;
  expect(frame[runIndex('loss')]).toBe(0);
  expect(frame[layerIndex(1, 'activationMean')]).toBe(1.5);
});

test('every epoch shows every sample once, whatever the batch size', async () => {
  const { Batches } = await import('../../../src/engine/batches');
  const batches = new Batches(3, [10]);
  const indices = new Int32Array(7);
  const seen = Array.from({ length: 10 }, () => {
    batches.next([7], indices);
    return [...indices];
  }).flat();
  for (let epoch = 0; epoch < 7; epoch++) {
    expect([...seen.slice(epoch * 10, epoch * 10 + 10)].sort((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  }
});

test('divergence is reported with its step and layer, and training stops', async () => {
  const trainer = await open(
    small({
      network: { depth: 5, width: 8, activation: 'linear' },
      training: { loss: 'meanSquaredError', optimizer: { kind: 'sgd', learningRate: 100 }, batchSize: 8 },
    }),
  );
  let last: Float64Array | undefined;
  for (let i = 0; i < 50 && !trainer.divergence; i++) last = await trainer.advance(true);
  expect(trainer.divergence?.step).toBe(last![runIndex('step')]);
  expect(trainer.divergence?.layer).toBeGreaterThanOrEqual(1);
  expect(await trainer.advance(true)).toBeUndefined();
});

test('a dead layer behind a skip is no divergence', async () => {
  const trainer = await open(
    small({
      network: {
        depth: 4,
        width: 8,
        activation: 'relu',
        residual: true,
        initializer: { kind: 'meanField', sigmaW: 1 },
      },
    }),
  );
  const { arrays, ...rest } = await trainer.checkpoint();
  // Biases far below 0 make a whole layer output 0. The signal passes through the skip connection.
  arrays[5]!.fill(-100);
  trainer.restore({ ...rest, arrays });
  const [frame] = await frames(trainer, 1);
  expect(frame![layerIndex(2, 'deadFraction')]).toBe(1);
  expect(frame![layerIndex(0, 'signalNorm')]).toBeGreaterThan(0);
  expect(trainer.divergence).toBeUndefined();
});

test('inline weights that do not fit are refused with their shapes', async () => {
  const spec = small({
    network: {
      depth: 1,
      width: 2,
      activation: 'tanh',
      initializer: {
        kind: 'inline',
        layers: [
          { weights: [[1, 2]], biases: [0, 0] },
          {
            weights: [
              [1, 2],
              [3, 4],
            ],
            biases: [0, 0],
          },
        ],
      },
    },
  });
  await expect(open(spec)).rejects.toThrow(Problem);
  await expect(open(spec)).rejects.toThrow('weights [1, 2] and 2 biases; use weights [2, 2] and 2 biases');
});

describe.each(['reference', 'cpu', 'wasm'] as const)('%s', (backend) => {
  test('leaks nothing over 1,000 steps', async () => {
    const spec = small({
      network: { depth: 2, width: 4, activation: 'tanh', dropout: 0.1, normalization: 'batch' },
      training: { clipNorm: 1 },
    });
    const kernels = await openKernels(backend);
    const trainer = await createTrainer(spec, kernels);
    for (let i = 0; i < 20; i++) await trainer.advance(i % 2 === 0);
    await trainer.evaluate('test');
    const held = kernels.bufferCount();
    for (let i = 0; i < 980; i++) await trainer.advance(i % 10 === 0);
    await trainer.evaluate('test');
    expect(kernels.bufferCount()).toBe(held);
    trainer.dispose();
  });
});

/** Depth 20, width 256, batch 64: ‖δ¹‖/‖δ²⁰‖ by mean-field theory (Schoenholz et al. 2017). */
test.each([
  ['sigmoid', 'glorotNormal', 1.09e-12],
  ['tanh', 'heNormal', 1.7],
  ['relu', 'heNormal', 0.999],
] as const)(
  'the signal of %s with %s shrinks as mean-field theory says',
  async (activation, kind, theory) => {
    const logs: number[] = [];
    for (const seed of [1, 2]) {
      const spec = small({
        seed,
        data: { kind: 'gaussianNoise', samples: 64, dimensions: 256, classes: 10, testFraction: 0 },
        network: { depth: 20, width: 256, activation, initializer: { kind } },
        training: { batchSize: 'full' },
      });
      const trainer = await createTrainer(spec, await openKernels('cpu'));
      const frame = (await trainer.advance(true))!;
      logs.push(Math.log(frame[layerIndex(0, 'signalNorm')]! / frame[layerIndex(19, 'signalNorm')]!));
      trainer.dispose();
    }
    const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
    expect(Math.abs(mean - Math.log(theory))).toBeLessThan((4 * 0.08) / Math.sqrt(2) + 0.05);
  },
);

test('outputs constant to float32’s precision have no accuracy in a frame, and its line says why', async () => {
  const network = { depth: 16, width: 8, activation: 'sigmoid' };
  const spec = small({ network, telemetry: { every: 1, evaluateEvery: 1 } });
  const trainer = await createTrainer(spec, await openKernels('wasm'));
  expect(await trainer.evaluate('test')).toMatchObject({ accuracy: 'constant' });
  const frame = (await trainer.advance())!;
  expect(frame[runIndex('loss')]).toBeCloseTo(Math.LN2, 0);
  expect([frame[runIndex('accuracy')], frame[runIndex('testAccuracy')]]).toEqual([Number.NaN, Number.NaN]);
  expect(JSON.parse(frameLine(frame, 17, 2))).toMatchObject({
    accuracy: 'constant',
    testAccuracy: 'constant',
    testAuc: 'constant',
  });
});

test.each([40, 1400])(
  'the AUC of a frame is that of the evaluation before its step (%i samples)',
  async (samples) => {
    const spec = small({
      data: { kind: 'moons', samples, noise: 0.4, testFraction: 0.5 },
      telemetry: { every: 1, evaluateEvery: 1 },
    });
    const trainer = await createTrainer(spec, await openKernels('wasm'));
    for (let step = 0; step < 3; step++) {
      const { auc } = await trainer.evaluate('test');
      const frame = (await trainer.advance())!;
      expect(auc).toBeTypeOf('number');
      expect(frame[layersEnd(frame)]).toBe(auc);
      const line = (classes: number) => JSON.parse(frameLine(frame, layerCount(spec), classes));
      expect(line(2).testAuc).toBe(auc);
      // Three classes, or a regression, have none.
      expect([line(3).testAuc, line(0).testAuc]).toEqual([undefined, undefined]);
    }
  },
);

import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { layerIndex, runIndex } from '../../../src/engine/telemetry';
import { frameLine } from '../../../src/engine/telemetryFile';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { parseExperiment } from '../../../src/schema/parse';

const linear = { kind: 'linear', samples: 200, noise: 0.1 };

const experiment = (every: number, network: object = {}, training: object = {}, data: object = linear) =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data,
    network: { depth: 3, width: 16, activation: 'relu', initializer: { kind: 'heNormal' }, ...network },
    training: {
      loss: 'meanSquaredError',
      optimizer: { kind: 'sgd', learningRate: 3 },
      batchSize: 16,
      steps: 400,
      ...training,
    },
    telemetry: { every, evaluateEvery: every },
  });

type Engine = 'reference' | 'cpu' | 'wasm';

/** Trains until a number is not finite. Returns that divergence and the last recorded step. */
async function diverged(spec: ExperimentSpec, backend: Engine = 'wasm') {
  const trainer = await createTrainer(spec, await openKernels(backend));
  let frame: Float64Array | undefined;
  for (let step = 0; step < spec.training.steps && !trainer.divergence; step++) {
    frame = (await trainer.advance())?.slice() ?? frame;
  }
  const { divergence } = trainer;
  trainer.dispose();
  return { divergence, frame };
}

/**
 * The reference: the network's formulas in plain float64, with numbers rounded to float32 where the engine stores
 * float32. It checks after every operation and returns the first number that is not finite.
 */
async function byHand(spec: ExperimentSpec, backend: Engine) {
  const round = backend === 'reference' ? (x: number) => x : Math.fround;
  const trainer = await createTrainer(spec, await openKernels(backend));
  let parameters = await trainer.parameters();
  for (let step = 0; step < spec.training.steps; step++) {
    const rows = trainer.upcoming();
    const { buildDataset } = await import('../../../src/data/build');
    const { train, features } = buildDataset(spec);
    let input = Array.from(rows, (row) => [...train.inputs.subarray(row * features, (row + 1) * features)]);
    for (const [l, { fanIn, fanOut, weights, biases }] of parameters.entries()) {
      const z = input.map((x) =>
        Array.from({ length: fanOut }, (_, j) => {
          let sum = biases[j]!;
          for (let i = 0; i < fanIn; i++) sum += x[i]! * weights[i * fanOut + j]!;
          return round(sum);
        }),
      );
      if (!z.flat().every(Number.isFinite)) return { step, layer: l + 1, quantity: 'preActivation' };
      input = l === parameters.length - 1 ? z : z.map((row) => row.map((value) => Math.max(0, value)));
    }
    await trainer.advance(true);
    parameters = await trainer.parameters();
    const update = parameters.findLastIndex(
      ({ weights, biases }) => ![...weights, ...biases].every(Number.isFinite),
    );
    // A failure of the backward pass lies between the loss and the update.
    if (update >= 0) return { step, layer: undefined, quantity: 'backward' };
  }
  return undefined;
}

const backward = ['loss', 'signal', 'weightGradient', 'biasGradient', 'update'];

describe('the start of divergence is the same at any recording interval', () => {
  test.each(['reference', 'cpu', 'wasm'] as const)('%s', async (backend) => {
    const [often, sometimes, once] = await Promise.all(
      [1, 7, 1000].map((every) => diverged(experiment(every), backend)),
    );
    expect(often!.divergence).toBeDefined();
    expect(sometimes!.divergence).toEqual(often!.divergence);
    expect(once!.divergence).toEqual(often!.divergence);
    // The last recorded step of the run is the step of divergence.
    for (const { frame, divergence } of [often!, sometimes!, once!])
      expect(frame![runIndex('step')]).toBe(divergence!.step);
    expect(once!.frame!.slice(3)).toEqual(
      often!.frame!.slice(3).map((x, i) => (i < 3 ? once!.frame![3 + i]! : x)),
    );
    const truth = await byHand(experiment(1), backend);
    expect(often!.divergence!.step).toBe(truth!.step);
    if (truth!.layer !== undefined) expect(often!.divergence).toEqual(truth);
    else expect(backward).toContain(often!.divergence!.quantity);
  });
});

test('each quantity is named if it is the first to diverge', async () => {
  // Weights that overflow at once: 1e30 · 1e30 in the third layer of a linear network.
  const huge = { activation: 'linear', initializer: { kind: 'normal', std: 100, gain: 100 }, depth: 12 };
  expect((await diverged(experiment(5, huge))).divergence).toMatchObject({
    step: 0,
    quantity: 'preActivation',
  });
  // Outputs near 1e20: finite, and their squares are not.
  const far = { depth: 1, width: 1, activation: 'linear', initializer: inline([[[1e10]], [[1e10]]]) };
  const one = { kind: 'inline', inputs: [[1], [1]], targets: [[0], [0]], testFraction: 0 };
  expect((await diverged(experiment(5, far, { batchSize: 'full' }, one))).divergence).toEqual({
    step: 0,
    layer: 2,
    quantity: 'loss',
  });
  // A gradient of 2e36 at a rate of 1000.
  const steep = { depth: 1, width: 1, activation: 'linear', initializer: inline([[[1e18]], [[1]]]) };
  const fast = { batchSize: 'full', optimizer: { kind: 'sgd', learningRate: 1000 } };
  expect((await diverged(experiment(5, steep, fast, one))).divergence).toEqual({
    step: 0,
    layer: 2,
    quantity: 'update',
  });
});

const inline = (weights: number[][][]) => ({
  kind: 'inline',
  layers: weights.map((matrix) => ({ weights: matrix, biases: matrix[0]!.map(() => 0) })),
});

test('the search repeats a change of settings during the run', async () => {
  const calm = experiment(1000, {}, { optimizer: { kind: 'sgd', learningRate: 1e-4 } });
  const told = async (every: number) => {
    const trainer = await createTrainer(
      { ...calm, telemetry: { every, evaluateEvery: 1000 } },
      await openKernels('wasm'),
    );
    for (let step = 0; step < 90; step++) await trainer.advance();
    trainer.change({ learningRate: 3, weightDecay: 0, clipNorm: null, batchSize: 16, steps: 400 });
    for (let step = 0; step < 90 && !trainer.divergence; step++) await trainer.advance();
    return trainer.divergence;
  };
  const often = await told(1);
  expect(often!.step).toBeGreaterThanOrEqual(90);
  expect(await told(1000)).toEqual(often);
});

test('the telemetry file reports the divergence at its step', async () => {
  const { divergence, frame } = await diverged(experiment(1000));
  const { layer, quantity } = divergence!;
  expect(JSON.parse(frameLine(frame!, 4, 0, divergence)).diverged).toEqual({ layer, quantity });
  expect(JSON.parse(frameLine(frame!, 4, 0)).diverged).toBeUndefined();
});

test('the change of weights that are all 0 has no relative size', async () => {
  const zeros = experiment(1, { activation: 'sigmoid', initializer: { kind: 'zeros' } });
  const trainer = await createTrainer(zeros, await openKernels('wasm'));
  const first = (await trainer.advance(true))!.slice();
  const output = layerIndex(3, 'updateRatio');
  expect(first[layerIndex(3, 'weightGradNorm')]).toBeGreaterThan(0);
  expect(first[output]).toBeNaN();
  expect(trainer.divergence).toBeUndefined();
  const second = (await trainer.advance(true))!;
  expect(second[output]).toBeGreaterThan(0);
});

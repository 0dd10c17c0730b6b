import { describe, expect, test } from 'vitest';
import { type ActivationName, activations } from '../../../../src/engine/activations';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { erf } from '../../../../src/engine/kernels/reference/numbers';
import { layerIndex } from '../../../../src/engine/telemetry';
import { correlationMap } from '../../../../src/engine/theory/correlation';
import { expectation } from '../../../../src/engine/theory/gaussian';
import {
  activationSquare,
  chi,
  fixedPoint,
  lengthMap,
  meanField,
} from '../../../../src/engine/theory/meanField';
import { noPredictionReason, predict } from '../../../../src/engine/theory/profile';
import type { Trainer } from '../../../../src/engine/trainer';
import { createRandom } from '../../../../src/random/random';
import { parseExperiment } from '../../../../src/schema/parse';

const experiment = (network: object, rest: object = {}) =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons' },
    ...rest,
    network: { activation: 'tanh', ...network },
  });
const ensemble = (name: ActivationName, weightVariance: number, biasVariance = 0) => ({
  activation: activations[name],
  weightVariance,
  biasVariance,
});

describe('normal expectations agree with closed forms to 1e-10', () => {
  test.each([1e-8, 0.3, 1, 5, 46, 1000])('variance %s', (q) => {
    const root = Math.sqrt(q);
    expect(Math.abs(activationSquare(activations.relu, q) / (q / 2) - 1)).toBeLessThan(1e-10);
    const closed = (2 / Math.PI) * Math.asin((2 * q) / (1 + 2 * q));
    expect(Math.abs(expectation((u) => erf(u) ** 2, root) / closed - 1)).toBeLessThan(1e-10);
    expect(Math.abs(expectation((u) => u ** 4, root) / (3 * q * q) - 1)).toBeLessThan(1e-10);
    expect(Math.abs(expectation(() => 1, root) - 1)).toBeLessThan(1e-12);
    expect(Math.abs(chi(ensemble('relu', 2), q) - 1)).toBeLessThan(1e-10);
  });
});

/** Computed independently, layer by layer in Python: q and χ at layer 20, ‖δ1‖/‖δ20‖ and ‖δ1‖/‖δ50‖, q¹ = σw². */
const table: readonly [ActivationName, number, number, number, number, number][] = [
  ['sigmoid', 1, 0.2647, 0.0557, 1.09e-12, 1.69e-31],
  ['sigmoid', 2, 0.5553, 0.101, 2.93e-10, 3.39e-25],
  ['tanh', 1, 0.02729, 0.9501, 1.95e-1, 1.21e-1],
  ['tanh', 2, 0.618, 1.1055, 1.7, 7.66],
  ['relu', 1, 1.907e-6, 0.5, 1.38e-3, 4.2e-8],
  ['relu', 2, 2, 0.9999, 9.99e-1, 9.98e-1],
  ['leakyRelu', 1, 1.911e-6, 0.5, 1.38e-3, 4.21e-8],
  ['leakyRelu', 2, 2.004, 1, 1, 1],
  ['elu', 1, 0.01839, 0.9078, 1.5e-1, 5.92e-2],
  ['elu', 2, 12.95, 1.1088, 4.15, 13.8],
  ['selu', 1, 1, 1.0717, 1.93, 5.45],
  ['selu', 2, 124.3, 1.2146, 21.7, 200],
  ['gelu', 1, 1.264e-11, 0.25, 3.98e-6, 3.71e-15],
  ['gelu', 2, 0.005388, 0.5068, 8.73e-2, 2.7e-6],
  ['swish', 1, 6.908e-12, 0.25, 2.82e-6, 2.63e-15],
  ['swish', 2, 4.557e-5, 0.5, 6.05e-3, 1.85e-7],
  ['softplus', 1, 0.8563, 0.2887, 7.6e-6, 6.14e-14],
  ['softplus', 2, 12.78, 0.7999, 5.96e-2, 3.51e-3],
  ['hardTanh', 1, 0.1469, 0.9909, 5.8e-1, 5.38e-1],
  ['hardTanh', 2, 1.052, 1.3408, 13.5, 1.1e3],
  ['mish', 1, 6.508e-9, 0.36, 8.77e-5, 1.94e-11],
  ['mish', 2, 0.2659, 0.8431, 6.15e-1, 6.87e-3],
  ['linear', 1, 1, 1, 1, 1],
  ['linear', 2, 1.049e6, 2, 724, 2.37e7],
];

describe('lengths, χ and profiles', () => {
  test.each(table)('%s, σw² = %s', (activation, variance, q20, chi20, ratio20, ratio50) => {
    const profile = (depth: number) => {
      const initializer = { kind: variance === 1 ? 'lecunNormal' : 'heNormal' };
      return predict(experiment({ depth, width: 256, activation, initializer }), 1, 2);
    };
    const [at20, at50] = [profile(20), profile(50)];
    // The table has four digits of q and χ, three of the ratios; each of its ReLU-like rows was integrated numerically.
    expect(Math.abs(at20.lengths[19]! / q20 - 1)).toBeLessThan(2e-3);
    expect(Math.abs(at20.chis[19]! / chi20 - 1)).toBeLessThan(2e-3);
    expect(Math.abs(Math.log(at20.ratios[0]! / ratio20))).toBeLessThan(8e-3);
    expect(Math.abs(Math.log(at50.ratios[0]! / ratio50))).toBeLessThan(8e-3);
  });
});

describe('fixed points', () => {
  test('ReLU is critical at σw² = 2, orders below, explodes above', () => {
    expect(meanField(ensemble('relu', 2)).phase).toBe('critical');
    expect(meanField(ensemble('relu', 1.5))).toMatchObject({ phase: 'ordered', length: 0 });
    expect(meanField(ensemble('relu', 2.5))).toMatchObject({
      phase: 'chaotic',
      length: Number.POSITIVE_INFINITY,
    });
  });

  test('tanh is critical at σw² = 1, where lengths shrink to 0', () => {
    expect(meanField(ensemble('tanh', 0.9))).toMatchObject({ phase: 'ordered', length: 0 });
    const chaotic = meanField(ensemble('tanh', 1.5));
    expect(chaotic.phase).toBe('chaotic');
    expect(lengthMap(ensemble('tanh', 1.5), chaotic.length)).toBeCloseTo(chaotic.length, 9);
  });

  test('sigmoid without biases becomes critical near σw = 10.15, q* near 46', () => {
    const at = (std: number) => meanField(ensemble('sigmoid', std * std));
    expect(at(10).phase).toBe('ordered');
    expect(at(10.3).phase).toBe('chaotic');
    expect(Math.abs(fixedPoint(ensemble('sigmoid', 10.15 ** 2)) / 46 - 1)).toBeLessThan(0.02);
  });

  test('the correlation map has its fixed point at 1, with slope χ*', () => {
    for (const one of [
      ensemble('tanh', 1.5, 0.05),
      ensemble('sigmoid', 4, 0.1),
      ensemble('relu', 1.5, 0.3),
    ]) {
      const q = fixedPoint(one);
      expect(correlationMap(one, q, 1)).toBeCloseTo(1, 8);
      const step = 1e-4;
      const slope = (correlationMap(one, q, 1) - correlationMap(one, q, 1 - step)) / step;
      // The difference is one-sided. If φ has a kink, its second-order term contains a square root.
      expect(Math.abs(slope / chi(one, q) - 1)).toBeLessThan(0.01);
    }
  });
});

test('theory says why it is silent', () => {
  const base = { depth: 5, width: 32 };
  expect(noPredictionReason(experiment(base), 0)).toBeUndefined();
  expect(noPredictionReason(experiment(base), 1)).toBe('trained');
  expect(noPredictionReason(experiment({ ...base, residual: true }), 0)).toBe('residual');
  expect(noPredictionReason(experiment({ ...base, dropout: 0.5 }), 0)).toBe('dropout');
  expect(noPredictionReason(experiment({ ...base, normalization: 'batch' }), 0)).toBe('normalization');
  expect(noPredictionReason(experiment({ ...base, initializer: { kind: 'zeros' } }), 0)).toBe('initializer');
  expect(noPredictionReason(experiment({ ...base, initializer: { kind: 'lsuv' } }), 0)).toBe('initializer');
  expect(noPredictionReason(experiment({ depth: 5, width: 4 }), 0)).toBe('narrow');
  expect(noPredictionReason(experiment({ depth: 1, width: 32 }), 0)).toBe('shallow');
});

/**
 * The spread of ln(‖δ1‖/‖δ20‖) over six PyTorch networks of width 256, for each row of the table above. If it is large,
 * networks of finite width vary a lot around theory's limit.
 */
const simulatedSpread = [
  0.02, 0.04, 0.03, 0.04, 0.08, 0.08, 0.07, 0.07, 0.03, 0.05, 0.03, 0.07, 0.03, 0.85, 0.03, 0.19, 0.09, 0.28,
  0.03, 0.03, 0.03, 0.27, 0.04, 0.04,
];

describe('the engine agrees with theory at width 256, six seeds, on normal inputs under a random signal', () => {
  const [features, samples, outputs] = [256, 64, 64];
  const random = createRandom(1, 'data');
  const normals = (columns: number, scale: number) =>
    Array.from({ length: samples }, () => Array.from({ length: columns }, () => scale * random.normal()));
  // The targets are so large that they alone determine the output's signal, so it is as random as they are.
  const data = {
    kind: 'inline',
    inputs: normals(features, 1),
    targets: normals(outputs, 1e4),
    testFraction: 0,
  };
  // `npm test` takes each activation with one of the two variances, `npm run test:full` with both.
  const rows = table
    .map((row, i) => [...row, simulatedSpread[i]!] as const)
    .filter((_, i) => process.env.EVERY_CASE || i % 4 === 0 || i % 4 === 3);
  test.each(rows)('%s, σw² = %s', async (activation, variance, _q, _chi, theory, _at50, spread) => {
    const kind = variance === 1 ? 'lecunNormal' : 'heNormal';
    let sum = 0;
    let trainer: Trainer | undefined;
    for (let seed = 1; seed <= 6; seed++) {
      const spec = experiment(
        { depth: 20, width: 256, activation, initializer: { kind } },
        { seed, data, training: { batchSize: 'full', loss: 'meanSquaredError' } },
      );
      if (!(await trainer?.become(spec))) trainer = await createTrainer(spec, await openKernels('wasm'));
      const frame = (await trainer!.advance(true))!;
      sum += Math.log(frame[layerIndex(0, 'signalNorm')]! / frame[layerIndex(19, 'signalNorm')]!);
    }
    trainer!.dispose();
    expect(Math.abs(sum / 6 - Math.log(theory))).toBeLessThan((4 * spread) / Math.sqrt(6) + 0.05);
  });
});

import { expect } from 'vitest';
import { createTrainer } from '../../../../../src/engine/createTrainer';
import { explainStep } from '../../../../../src/engine/explain/step';
import { openKernels } from '../../../../../src/engine/kernels/open';
import { differenceErrors } from '../../../../../src/features/learn/figures/backprop/differenceErrors';
import {
  batchExperiment,
  places,
  sample,
  tinyExperiment,
  weights,
} from '../../../../../src/features/learn/figures/backprop/network';
import {
  backpropagate,
  centralDifference,
  lossOf,
  type Weights,
} from '../../../../../src/features/learn/math/tinyNetwork';
import { expectSaid, testClaims } from '../claims';

const { x, y } = sample;
const { loss, layers } = backpropagate(weights, x, y);
const gradients = layers.map(({ gradient }) => gradient);
const stepped: Weights = weights.map((matrix, l) =>
  matrix.map((row, i) => row.map((w, j) => w - 0.1 * gradients[l]![i]![j]!)),
);
const { steps, one, two } = differenceErrors();
/** The step of the smallest error, and the error. */
const best = (errors: readonly number[]) => {
  const error = Math.min(...errors);
  return { h: steps[errors.indexOf(error)]!, error };
};
const near = (value: number, to: number) => Math.abs(Math.log10(value / to)) < 0.8;
const errorAt = (errors: readonly number[], h: number) =>
  errors[steps.findIndex((step) => Math.abs(step / h - 1) < 1e-9)]!;

const explained = (normalization: 'batch' | 'layer') =>
  openKernels('reference').then((kernels) =>
    explainStep(batchExperiment({ activation: 'tanh', normalization, optimizer: 'sgd' }), undefined, kernels),
  );

testClaims('02-backpropagation', {
  'batch-sum': async ([zero]) => {
    const { layers: hidden, rows } = await explained('batch');
    expect(rows).toBe(4);
    for (const { signals, units } of hidden.slice(0, -1)) {
      for (let unit = 0; unit < units; unit++) {
        const own = Array.from({ length: rows }, (_, row) => signals[row * units + unit]!);
        expect(Math.max(...own.map(Math.abs))).toBeGreaterThan(1e-3);
        expect(own.reduce((sum, one) => sum + one, 0)).toBeCloseTo(zero!, 12);
      }
    }
  },
  'tanh-slope': () => {
    for (const z of [-3, -0.5, 0, 0.2, 2]) {
      const h = 1e-6;
      const slope = (Math.tanh(z + h) - Math.tanh(z - h)) / (2 * h);
      expect(1 - Math.tanh(z) ** 2).toBeCloseTo(slope, 8);
    }
  },
  'idle-bias': async ([zero]) => {
    for (const { parameters } of (await explained('batch')).layers.slice(0, -1)) {
      for (const gradient of parameters.biases.gradients) expect(gradient).toBeCloseTo(zero!, 12);
      for (const gradient of parameters.shift!.gradients) expect(Math.abs(gradient)).toBeGreaterThan(1e-3);
    }
  },
  'layer-two': async (numbers) => {
    const [small, apart] = numbers.filter((one) => one > 0 && one < 1).toSorted();
    for (const { preActivations, signals } of (await explained('layer')).layers.slice(0, -1)) {
      for (let row = 0; row < 4; row++) {
        const pair = [...preActivations.subarray(2 * row, 2 * row + 2)].toSorted((a, b) => a - b);
        expect(Math.abs(pair[0]! + 1)).toBeLessThan(apart!);
        expect(Math.abs(pair[1]! - 1)).toBeLessThan(apart!);
      }
      expect(Math.max(...signals.map(Math.abs))).toBeLessThanOrEqual(small!);
    }
  },
  twenty: (numbers) => expect(numbers.toSorted()).toEqual([places.length, 2 * places.length].toSorted()),
  forward: ([output, target, said]) => {
    expectSaid(output, layers.at(-1)!.a[0]!);
    expect(target).toBe(y);
    expectSaid(said, loss);
  },
  backward: ([output, first, second]) => {
    expectSaid(output, layers.at(-1)!.delta[0]!);
    expectSaid(first, layers[0]!.delta[0]!);
    expectSaid(second, Number(layers[0]!.delta[1]!.toFixed(3)));
  },
  engine: async ([digits]) => {
    const trainer = await createTrainer(tinyExperiment(weights), await openKernels('reference'));
    await trainer.advance(true);
    const found = (await trainer.gradients()).filter((_, i) => i % 2 === 0);
    const own = gradients.map((matrix) => matrix.flat());
    expect(found.map(({ length }) => length)).toEqual(own.map(({ length }) => length));
    found.forEach((matrix, l) => {
      matrix.forEach((value, i) => {
        expect(Math.abs(value / own[l]![i]! - 1)).toBeLessThan(10 ** -digits!);
      });
    });
    trainer.dispose();
  },
  step: ([rate, before, after]) => {
    expect(rate).toBe(0.1);
    expectSaid(before, loss);
    expectSaid(after, lossOf(stepped, x, y));
  },
  'by-hand': ([h, bound]) => {
    for (const place of places) {
      const [l, i, j] = place;
      const apart = Math.abs(centralDifference(weights, x, y, place, h!) - gradients[l]![i]![j]!);
      expect(apart).toBeLessThan(bound!);
    }
  },
  'best-central': ([h, error]) => {
    const found = best(two);
    expect(near(found.h, h!)).toBe(true);
    expect(near(found.error, error!)).toBe(true);
  },
  'best-one-sided': ([h, floor]) => {
    const found = best(one);
    expect(near(found.h, h!)).toBe(true);
    expect(found.error).toBeGreaterThan(floor!);
  },
  'too-small': ([small, large]) => expect(errorAt(two, small!)).toBeGreaterThan(errorAt(two, large!)),
  symmetry: ([value]) => {
    const alike = weights.map((matrix) => matrix.map((row) => row.map(() => value!)));
    const pass = backpropagate(alike, x, y);
    for (const layer of pass.layers.slice(0, -1)) {
      for (const [first, second] of layer.gradient) expect(first).toBe(second);
    }
  },
});

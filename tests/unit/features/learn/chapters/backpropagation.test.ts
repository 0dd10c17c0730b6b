import { expect } from 'vitest';
import { createTrainer } from '../../../../../src/engine/createTrainer';
import { openKernels } from '../../../../../src/engine/kernels/open';
import { differenceErrors } from '../../../../../src/features/learn/figures/backprop/differenceErrors';
import {
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

testClaims('02-backpropagation', {
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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActivationName, activations } from '../../../../src/engine/activations';
import { inputsOf, maskOf } from '../../../../src/engine/explain/passes';
import { explainStep } from '../../../../src/engine/explain/step';
import { backwardLines, forwardLines, lossLines } from '../../../../src/engine/explain/unit';
import { parameterOf, parametersOf, updateLines } from '../../../../src/engine/explain/update';
import { term, workedAlgebra } from '../../../../src/engine/explain/workedAlgebra';
import { numbers } from '../../../../src/engine/kernels/reference/numbers';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import { normalizations } from '../../../../src/engine/normalizations';
import { optimizers } from '../../../../src/engine/optimizers';
import { parseExperiment } from '../../../../src/schema/parse';
import { small } from '../specs';

const names = Object.keys(activations) as ActivationName[];
const explained = (changes: Record<string, unknown>) => {
  const spec = small({ training: { steps: 50, batchSize: 5 }, ...changes });
  return explainStep(spec, undefined, createReferenceKernels()).then((step) => ({ spec, step }));
};
const close = (found: number, wanted: number) =>
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 + 1e-6 * Math.abs(wanted));

test.each(names)('%s writes the value and the derivative that it computes', (name) => {
  fc.assert(
    fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (z) => {
      const { value, derivative } = activations[name];
      const a = value(numbers, z);
      expect(value(workedAlgebra, term(z)).value).toBe(a);
      expect(derivative(workedAlgebra, term(z), term(a)).value).toBe(derivative(numbers, z, a));
    }),
    { numRuns: 30 },
  );
});

test('a formula is written with its numbers, in brackets where it must be', () => {
  const { text } = workedAlgebra.mul(workedAlgebra.sub(1, term(0.25)), workedAlgebra.neg(term(2)));
  expect(text).toBe('(1 − 0.25) · (−2)');
  expect(activations.tanh.value(workedAlgebra, term(0.5)).text).toBe('tanh(0.5)');
  expect(workedAlgebra.add(term(1), term(-3)).text).toBe('1 + (−3)');
});

describe.each(names)('with %s', (activation) => {
  test.each([false, true])(
    'every line leads to the number that the engine has; skips: %s',
    async (residual) => {
      const { spec, step } = await explained({
        network: { depth: 3, width: 4, activation, residual, initializer: { kind: 'glorotNormal' } },
      });
      for (const [layer, { units, outputs, signals }] of step.layers.entries()) {
        for (let unit = 0; unit < units; unit++) {
          const picked = { layer, unit, row: 1, from: 0 };
          const hidden = layer < step.layers.length - 1;
          close(forwardLines(spec, step, picked).at(-1)!.value, outputs[units + unit]!);
          const lines = backwardLines(spec, step, picked);
          if (hidden) close(lines[0]!.value * lines[1]!.value, signals[units + unit]!);
          const update = updateLines(spec, step, picked);
          const { values, next } = step.layers[layer]!.parameters.weights;
          close(values[unit]! + update.find(({ name }) => name === 'change')!.value, next[unit]!);
        }
      }
    },
  );
});

const normalizationNames = Object.keys(normalizations) as (keyof typeof normalizations)[];

/** What a sum of products of numbers comes to, as it is written. */
const written = (text: string): number =>
  text
    .split(' + ')
    .map((product) =>
      product
        .split(' · ')
        .map((factor) => Number(factor.replaceAll(/[()]/g, '').replaceAll('−', '-')))
        .reduce((all, one) => all * one, 1),
    )
    .reduce((sum, one) => sum + one, 0);

test('weights, biases, γ and β change as the engine changes them, with every normalization and optimizer, clipped and decayed too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        kind: fc.constantFrom(...Object.keys(optimizers)),
        normalization: fc.constantFrom('none', ...normalizationNames),
        activation: fc.constantFrom(...names),
        weightDecay: fc.constantFrom(0, 0.01),
        clipNorm: fc.constantFrom(null, 0.1),
        after: fc.integer({ min: 0, max: 3 }),
        seed: fc.integer({ min: 0, max: 99 }),
      }),
      async ({ kind, normalization, activation, weightDecay, clipNorm, after, seed }) => {
        const optimizer = { kind, learningRate: 0.02 };
        const spec = small({
          seed,
          network: {
            depth: 2,
            width: 3,
            activation,
            normalization,
            initializer: { kind: 'glorotNormal' },
          },
          training: { optimizer, weightDecay, clipNorm, batchSize: 4, steps: 50 },
        });
        const step = await explainStep(spec, undefined, createReferenceKernels(), after);
        for (const [layer, explainedLayer] of step.layers.entries()) {
          const { units, fanIn } = explainedLayer;
          const hidden = layer < step.layers.length - 1;
          const has = parametersOf(explainedLayer);
          expect(has).toEqual(
            hidden && normalization !== 'none'
              ? ['weights', 'biases', 'scale', 'shift']
              : ['weights', 'biases'],
          );
          for (const name of has) {
            const picked = { layer, unit: seed % units, row: 0, from: seed % fanIn };
            const { parameter, at } = parameterOf(explainedLayer, name, picked)!;
            const lines = updateLines(spec, step, picked, name);
            const gradient = lines[0]!;
            expect(gradient.value).toBe(parameter.gradients[at]);
            const largest = Math.max(...gradient.text.split(' + ').map((one) => Math.abs(written(one))));
            expect(Math.abs(written(gradient.text) - gradient.value)).toBeLessThanOrEqual(0.01 * largest);
            close(
              parameter.values[at]! + lines.find((line) => line.name === 'change')!.value,
              parameter.next[at]!,
            );
            expect(lines.at(-1)).toMatchObject({ name: 'nextValue', value: parameter.next[at] });
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test.each(Object.keys(optimizers))(
  'the state that %s keeps of biases, γ and β is their own',
  async (kind) => {
    const spec = small({
      network: { depth: 2, width: 3, activation: 'tanh', normalization: 'layer' },
      training: {
        optimizer: { kind, learningRate: 0.05 },
        weightDecay: 0.01,
        clipNorm: 0.1,
        batchSize: 5,
        steps: 50,
      },
    });
    const { createTrainer } = await import('../../../../src/engine/createTrainer');
    const trainer = await createTrainer(spec, createReferenceKernels());
    for (let i = 0; i < 3; i++) await trainer.advance();
    const step = await explainStep(spec, await trainer.checkpoint(), createReferenceKernels());
    expect(step.step).toBe(3);
    for (const [layer, explainedLayer] of step.layers.entries()) {
      for (const name of parametersOf(explainedLayer)) {
        for (let unit = 0; unit < explainedLayer.units; unit++) {
          for (let from = 0; from < (name === 'weights' ? explainedLayer.fanIn : 1); from++) {
            const picked = { layer, unit, row: 0, from };
            const { parameter, at } = parameterOf(explainedLayer, name, picked)!;
            const lines = updateLines(spec, step, picked, name);
            close(
              parameter.values[at]! + lines.find((line) => line.name === 'change')!.value,
              parameter.next[at]!,
            );
          }
        }
      }
    }
  },
);

test.each(['none', ...normalizationNames])(
  'the gradients of weights, biases, γ and β are the slopes of the loss that differences give; normalization: %s',
  async (normalization) => {
    const spec = small({
      network: { depth: 2, width: 3, activation: 'tanh', normalization },
      training: { optimizer: { kind: 'adam', learningRate: 0.05 }, batchSize: 5, steps: 50 },
    });
    const { createTrainer } = await import('../../../../src/engine/createTrainer');
    const trainer = await createTrainer(spec, createReferenceKernels());
    for (let i = 0; i < 3; i++) await trainer.advance();
    const checkpoint = await trainer.checkpoint();
    const step = await explainStep(spec, checkpoint, createReferenceKernels());
    const h = 1e-5;
    const lossWith = async (array: number, at: number, change: number) => {
      const arrays = checkpoint.arrays.map((one) => one.slice());
      arrays[array]![at]! += change;
      trainer.restore({ ...checkpoint, arrays });
      return (await explainStep(spec, await trainer.checkpoint(), createReferenceKernels())).loss;
    };
    let array = 0;
    for (const layer of step.layers) {
      for (const name of parametersOf(layer)) {
        const { gradients } = layer.parameters[name]!;
        // The last one of each stands for all of its kind.
        const at = gradients.length - 1;
        const slope = ((await lossWith(array, at, h)) - (await lossWith(array, at, -h))) / (2 * h);
        expect(Math.abs(slope - gradients[at]!)).toBeLessThan(1e-8);
        array += 1;
      }
    }
  },
);

test.each([
  ['crossEntropy', { kind: 'moons', samples: 40 }],
  ['meanSquaredError', { kind: 'moons', samples: 40 }],
  ['meanSquaredError', { kind: 'sine', samples: 40 }],
])('the losses of the samples have the batch’s loss as their mean: %s', async (loss, data) => {
  const { spec, step } = await explained({ data, training: { loss, batchSize: 5, steps: 50 } });
  const losses = Array.from(
    { length: step.rows },
    (_, row) => lossLines(spec, step, row).find(({ name }) => name === 'sampleLoss')!.value,
  );
  close(losses.reduce((sum, one) => sum + one, 0) / step.rows, step.loss);
});

describe.each(normalizationNames)('with %s normalization', (normalization) => {
  test.each(names)(
    'the statistics lead to the input that the engine gives to %s, and back to its signals',
    async (activation) => {
      const { spec, step } = await explained({
        network: { depth: 2, width: 3, activation, normalization, initializer: { kind: 'glorotNormal' } },
      });
      for (const [layer, { units, preActivations, signals }] of step.layers.slice(0, -1).entries()) {
        for (let row = 0; row < step.rows; row++) {
          for (let unit = 0; unit < units; unit++) {
            const picked = { layer, unit, row, from: 0 };
            const found = forwardLines(spec, step, picked);
            expect(found.slice(1, 5).map(({ name }) => name)).toEqual([
              'mean',
              'variance',
              'standardized',
              'normalized',
            ]);
            close(found[4]!.value, preActivations[row * units + unit]!);
            const back = backwardLines(spec, step, picked).at(-1)!;
            expect(back.name).toBe('signal');
            close(back.value, signals[row * units + unit]!);
          }
        }
      }
    },
  );

  test('after some updates its own scale and shift stand in the formulas, with skips and dropout too', async () => {
    const spec = small({
      network: {
        depth: 3,
        width: 2,
        activation: 'tanh',
        normalization,
        residual: true,
        dropout: 0.3,
        initializer: { kind: 'glorotNormal' },
      },
      training: { optimizer: { kind: 'adam', learningRate: 0.05 }, batchSize: 5, steps: 50 },
    });
    const step = await explainStep(spec, undefined, createReferenceKernels(), 4);
    expect(step.step).toBe(4);
    const { scale, shift } = step.layers[1]!.parameters;
    expect([...scale!.values, ...shift!.values].every((one) => one !== 0 && one !== 1)).toBe(true);
    for (const [layer, { units, outputs, signals }] of step.layers.slice(0, -1).entries()) {
      for (let row = 0; row < step.rows; row++) {
        const picked = { layer, unit: 1, row, from: 0 };
        const lines = forwardLines(spec, step, picked);
        const [mask, past] = [maskOf(spec, step, picked)!, inputsOf(step, layer, row)[1]!];
        const value = lines.find(({ name }) => name === 'activation')!.value;
        close(value * mask + past, outputs[row * units + 1]!);
        close(backwardLines(spec, step, picked).at(-1)!.value, signals[row * units + 1]!);
      }
    }
  });
});

test('the statistics are written with the numbers put in, as on paper', async () => {
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'inline', inputs: [[1], [2], [3]], targets: [[0], [1], [0]], testFraction: 0 },
    network: {
      depth: 1,
      width: 1,
      activation: 'tanh',
      normalization: 'batch',
      initializer: {
        kind: 'inline',
        layers: [
          { weights: [[2]], biases: [-1] },
          { weights: [[1]], biases: [0] },
        ],
      },
    },
    training: { loss: 'meanSquaredError', batchSize: 'full', steps: 5 },
  });
  const step = await explainStep(spec, undefined, createReferenceKernels());
  const row = [...step.inputs].indexOf(1);
  const lines = forwardLines(spec, step, { layer: 0, unit: 0, row, from: 0 });
  const textOf = (name: string) => lines.find((line) => line.name === name)!.text;
  // z is 1, 3 and 5.
  expect(
    textOf('mean')
      .split(/[ ()+]+/)
      .filter((part) => part)
      .toSorted(),
  ).toEqual(['/', '1', '3', '3', '5']);
  expect(textOf('variance')).toContain('(1 − 3)²');
  expect(textOf('variance')).toMatch(/\/ 3$/);
  expect(textOf('standardized')).toBe('(1 − 3) / √(2.667 + 1.00e−5)');
  expect(lines.find(({ name }) => name === 'variance')!.value).toBeCloseTo(8 / 3, 12);
});

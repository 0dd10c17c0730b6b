import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/data/tensors/tensor';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import { openWeights, weightFile } from '../../../../src/exports/weights';
import { experimentWithWeights } from '../../../../src/exports/weights/fromTensors';
import { stateDict } from '../../../../src/exports/weights/stateDict';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';

const spec = (network: object = {}): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 40 },
    network: { hidden: [5, 4, 4].map((units) => ({ units, activation: 'gelu' })), ...network },
    training: {},
  });

async function trained(of: ExperimentSpec) {
  const trainer = await createTrainer(of, createReferenceKernels());
  for (let step = 0; step < 3; step++) await trainer.advance(true);
  return { parameters: await trainer.parameters(), arrays: (await trainer.checkpoint()).arrays };
}

const parametersOf = async (of: ExperimentSpec) =>
  (await (await createTrainer(of, createReferenceKernels())).parameters()).map(({ weights, biases }) => [
    [...weights],
    [...biases],
  ]);

describe('weights out and in', () => {
  test.each(['safetensors', 'npz'] as const)(
    '%s: a run starts from the weights of another',
    async (format) => {
      const { arrays, parameters } = await trained(spec());
      const file = new File([await weightFile(spec(), arrays, format)], `my net.${format}`);
      const opened = await openWeights(spec(), file);
      expect(opened.name).toBe('my net');
      expect(opened.network.hidden).toEqual(spec().network.hidden);
      expect(await parametersOf(opened)).toEqual(
        parameters.map(({ weights, biases }) => [[...weights], [...biases]]),
      );
    },
  );

  test('before the first update it is the initial weights', async () => {
    const file = new File([await weightFile(spec(), undefined, 'npz')], 'w.npz');
    expect(await parametersOf(await openWeights(spec(), file))).toEqual(await parametersOf(spec()));
  });

  test.each([
    ['plain', {}, ['hidden.0.weight', 'hidden.2.weight', 'hidden.4.weight', 'output.weight']],
    [
      'normalized over the batch, with dropout',
      { normalization: 'batch', dropout: 0.1 },
      [
        'hidden.0.weight',
        'hidden.1.weight',
        'hidden.4.weight',
        'hidden.5.weight',
        'hidden.8.weight',
        'hidden.9.weight',
        'output.weight',
        'hidden.1.running_mean',
      ],
    ],
    ['residual', { residual: true }, ['hidden.0.layer.0.weight', 'hidden.2.layer.0.weight', 'output.weight']],
  ])('%s: named as the modules of the exported script', async (_, network, names) => {
    const { arrays } = await trained(spec(network));
    const found = stateDict(spec(network), arrays)!.map(({ name }) => name);
    expect(found).toEqual(expect.arrayContaining(names));
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('a file of someone else’s linear layers', () => {
  const ends = { features: 2, outputs: 2 };
  const tensor = (name: string, ...shape: number[]): Tensor => ({
    name,
    shape,
    values: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
  });
  const open = (...tensors: Tensor[]) => experimentWithWeights(spec(), tensors, ends, 'net.npz');

  test('layers are chained by their sizes, those alike by the numbers in their names', () => {
    const found = open(
      tensor('head.weight', 2, 7),
      tensor('net.10.weight', 7, 7),
      tensor('net.2.weight', 7, 7),
      tensor('net.0.weight', 7, 2),
      tensor('head.bias', 2),
    );
    expect(found.network.hidden!.map(({ units }) => units)).toEqual([7, 7, 7]);
    const { layers } = found.network.initializer as unknown as {
      layers: { weights: number[][]; biases: number[] }[];
    };
    // PyTorch's [units, inputs] is the lab's [inputs, units], and a missing bias is 0.
    expect(layers[0]!.weights).toEqual([
      [0, 2, 4, 6, 8, 10, 12],
      [1, 3, 5, 7, 9, 11, 13],
    ]);
    expect(layers[0]!.biases).toEqual(new Array(7).fill(0));
    expect(layers[3]!.biases).toEqual([0, 1]);
  });

  test('kernels of Keras are taken as they are', () => {
    const found = open(
      tensor('a/kernel', 2, 3),
      tensor('a/bias', 3),
      tensor('b/kernel', 3, 2),
      tensor('b/bias', 2),
    );
    const { layers } = found.network.initializer as unknown as { layers: { weights: number[][] }[] };
    expect(layers[0]!.weights).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  test.each([
    [
      'a convolution',
      [tensor('conv.weight', 3, 3, 3, 3), tensor('a.weight', 5, 2), tensor('b.weight', 2, 5)],
      /conv\.weight.*no part of a linear layer/,
    ],
    [
      'a normalization',
      [tensor('a.weight', 5, 2), tensor('norm.weight', 5), tensor('b.weight', 2, 5)],
      /norm\.weight/,
    ],
    ['one layer', [tensor('a.weight', 2, 2)], /1 linear layers/],
    [
      'layers that do not meet',
      [tensor('a.weight', 5, 2), tensor('b.weight', 2, 6)],
      /2 → 5, 6 → 2.*from 2 inputs to 2 outputs/,
    ],
    ['other data', [tensor('a.weight', 5, 784), tensor('b.weight', 10, 5)], /choose your data first/],
    [
      'a bias of another size',
      [tensor('a.weight', 5, 2), tensor('a.bias', 3), tensor('b.weight', 2, 5)],
      /bias has 3 numbers/,
    ],
  ])('%s: refused in a sentence', (_, tensors, sentence) => {
    expect(() => open(...tensors)).toThrow(sentence);
  });
});

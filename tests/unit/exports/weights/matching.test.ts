import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/data/tensors/tensor';
import {
  experimentWithChoices,
  experimentWithWeights,
  fittingBiases,
  fittingWeights,
  guessLayers,
  namedActivation,
} from '../../../../src/exports/weights';
import { parseExperiment } from '../../../../src/schema/parse';

const spec = parseExperiment({
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'moons', samples: 40 },
  network: { depth: 2, width: 3, activation: 'gelu' },
});
const ends = { features: 2, outputs: 2 };
const tensor = (name: string, ...shape: number[]): Tensor => ({
  name,
  shape,
  values: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});
const namesOf = (tensors: readonly Tensor[], of = ends) =>
  guessLayers(tensors, of).map(
    ({ weight, bias }) => `${weight!.name}${weight!.isTransposed ? 'ᵀ' : ''} + ${bias}`,
  );

describe('the tensors of a file as layers', () => {
  test('a Sequential of one’s own with a convolution before its head: the head', () => {
    const file = [
      tensor('features.0.weight', 8, 1, 3, 3),
      tensor('features.0.bias', 8),
      tensor('head.1.weight', 16, 2),
      tensor('head.1.bias', 16),
      tensor('head.1b.running_mean', 16),
      tensor('head.3.weight', 4, 16),
      tensor('head.3.bias', 4),
      tensor('head.10.weight', 2, 4),
      tensor('head.10.bias', 2),
    ];
    expect(() => experimentWithWeights(spec, file, ends, 'net.npz')).toThrow(/features\.0\.weight/);
    expect(namesOf(file)).toEqual([
      'head.1.weightᵀ + head.1.bias',
      'head.3.weightᵀ + head.3.bias',
      'head.10.weightᵀ + head.10.bias',
    ]);
  });

  test('Keras’s variables without names, inputs × units, biases between them', () => {
    const file = [
      tensor('layers/dense/vars/0', 2, 5),
      tensor('layers/dense/vars/1', 5),
      tensor('layers/dense_1/vars/0', 5, 5),
      tensor('layers/dense_1/vars/1', 5),
      tensor('layers/dense_2/vars/0', 5, 2),
      tensor('layers/dense_2/vars/1', 2),
    ];
    // The square matrix is read as the others are.
    expect(namesOf(file)).toEqual([
      'layers/dense/vars/0 + layers/dense/vars/1',
      'layers/dense_1/vars/0 + layers/dense_1/vars/1',
      'layers/dense_2/vars/0 + layers/dense_2/vars/1',
    ]);
  });

  test('names of Keras with the number of an output are known at once', () => {
    const file = [
      tensor('dense/kernel:0', 2, 3),
      tensor('dense/bias:0', 3),
      tensor('dense_1/kernel:0', 3, 2),
      tensor('dense_1/bias:0', 2),
    ];
    const found = experimentWithWeights(spec, file, ends, 'keras.npz').network;
    expect(found.hidden!.map(({ units }) => units)).toEqual([3]);
    expect(found.initializer).toMatchObject({
      layers: [
        {
          weights: [
            [0, 1, 2],
            [3, 4, 5],
          ],
          biases: [0, 1, 2],
        },
        {},
      ],
    });
  });

  test('row vectors as biases, and a matrix too many', () => {
    const file = [
      tensor('W1', 2, 4),
      tensor('b1', 1, 4),
      tensor('W2', 4, 2),
      tensor('b2', 1, 2),
      tensor('memory', 7, 7),
    ];
    expect(() => experimentWithWeights(spec, file, ends, 'net.npz')).toThrow();
    expect(namesOf(file)).toEqual(['W1 + b1', 'W2 + b2']);
  });

  test('where no chain reaches the outputs, the longest from the inputs; where none begins, nothing', () => {
    expect(namesOf([tensor('a', 9, 2), tensor('b', 10, 9)])).toEqual(['aᵀ + undefined', 'bᵀ + undefined']);
    expect(namesOf([tensor('a', 9, 3), tensor('b', 10, 9)])).toEqual([]);
  });

  test('what fits a layer, in which direction', () => {
    const file = [
      tensor('a', 3, 5),
      tensor('b', 5, 5),
      tensor('v', 5),
      tensor('w', 5, 1),
      tensor('c', 5, 3, 1),
    ];
    const fitting = fittingWeights(file, 5);
    expect(fitting.map(({ name, isTransposed, units }) => [name, isTransposed, units])).toEqual([
      ['a', true, 3],
      ['b', true, 5],
      ['b', false, 5],
      ['w', false, 1],
    ]);
    expect(fittingBiases(file, 5).map(({ name }) => name)).toEqual(['v', 'w']);
  });

  test('the chosen numbers are the network’s, transposed where the file has units first; no bias is 0', () => {
    const file = [tensor('a', 3, 2), tensor('b', 3, 2), tensor('v', 3)];
    const choices = [
      { weight: { name: 'a', isTransposed: true }, bias: 'v' },
      { weight: { name: 'b', isTransposed: false } },
    ];
    const { name, network } = experimentWithChoices(spec, file, choices, 2, 'relu', 'my net.npz');
    expect(name).toBe('my net');
    expect(network.hidden).toEqual([{ units: 3, activation: 'relu' }]);
    expect(network.initializer).toEqual({
      kind: 'inline',
      layers: [
        {
          weights: [
            [0, 2, 4],
            [1, 3, 5],
          ],
          biases: [0, 1, 2],
        },
        {
          weights: [
            [0, 1],
            [2, 3],
            [4, 5],
          ],
          biases: [0, 0],
        },
      ],
    });
  });

  test('an activation that a name has as a word', () => {
    expect(namedActivation([tensor('block.relu.scale', 2), tensor('x', 2)])).toBe('relu');
    expect(namedActivation([tensor('prelude.weight', 2)])).toBeUndefined();
  });
});

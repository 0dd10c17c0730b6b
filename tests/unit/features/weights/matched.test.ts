import { expect, test } from 'vitest';
import type { Tensor } from '../../../../src/data/tensors/tensor';
import type { Ends, LayerChoice } from '../../../../src/exports/weights';
import { matched } from '../../../../src/features/weights/matched';

const tensor = (name: string, ...shape: number[]): Tensor => ({
  name,
  shape,
  values: new Float64Array(shape.reduce((a, b) => a * b, 1)),
});
const file = [
  tensor('a', 3, 2),
  tensor('b', 3, 4),
  tensor('c', 2, 4),
  tensor('v', 3),
  tensor('conv', 3, 3, 3),
];
const ends = { features: 2, outputs: 2 };
const weight = (name: string, isTransposed = true) => ({ weight: { name, isTransposed } });

test('each layer offers what takes the units before it; a chain from inputs to outputs is a network', () => {
  const choices = [{ ...weight('a'), bias: 'v' }, weight('b', false), weight('c')];
  const { rows, fault, unused } = matched(file, choices, ends);
  expect(fault).toBeUndefined();
  expect(rows.map(({ weights }) => weights.map(({ name }) => name))).toEqual([['a', 'c'], ['b'], ['c']]);
  expect(rows.map(({ bias }) => bias)).toEqual(['v', undefined, undefined]);
  expect(unused).toEqual(['conv']);
});

const faults: [string, readonly LayerChoice[], object, Ends?, (readonly Tensor[])?][] = [
  ['a layer without weights', [weight('a'), {}], { kind: 'choose', layer: 1 }],
  ['weights that do not take the units before', [weight('a'), weight('c')], { kind: 'choose', layer: 1 }],
  [
    'no tensor for the data',
    [{}, {}],
    { kind: 'noneFirst', layer: 0, inputs: 7 },
    { features: 7, outputs: 2 },
  ],
  [
    'no tensor for a layer',
    [weight('x'), {}],
    { kind: 'none', layer: 1, inputs: 6 },
    ends,
    [tensor('x', 6, 2), tensor('y', 5, 5)],
  ],
  ['other outputs', [weight('a'), weight('b', false)], { kind: 'outputs', layer: 1, units: 4, outputs: 2 }],
];

test.each(faults)('%s: one fault, by its layer', (_, choices, fault, of = ends, tensors = file) => {
  expect(matched(tensors, choices, of).fault).toEqual(fault);
});

test('what was chosen for a layer that no longer fits is chosen no more', () => {
  const { rows } = matched(file, [weight('c'), { ...weight('b'), bias: 'v' }, weight('c')], ends);
  expect(rows[0]!.weight).toBeUndefined();
  expect(rows.slice(1).map((row) => [row.weight, row.bias, row.weights])).toEqual([
    [undefined, undefined, []],
    [undefined, undefined, []],
  ]);
});

import { expect, test } from 'vitest';
import { networkColumns, visibleLayers } from '../../../../src/features/observe/networkColumns';

/** A picture of a network of 64 inputs: weights of both signs and of different sizes. */
function pictureOf(widths: readonly number[]) {
  const drawn = (units: number) => Math.min(units, 16);
  const layers = widths.map((units, l) => ({
    units,
    activations: new Float64Array(drawn(units)),
    signals: new Float64Array(drawn(units)),
    weights: Float64Array.from({ length: drawn(widths[l - 1] ?? 64) * drawn(units) }, (_, k) =>
      Math.sin(7 * k + l),
    ),
  }));
  return { samples: 1, features: 64, inputs: new Float64Array(16), layers };
}

test('inputs and outputs are always in view; the lens never leaves the network', () => {
  expect(visibleLayers(20, 27, 0)).toEqual({ first: 0, last: 20 });
  expect(visibleLayers(200, 27, 0)).toEqual({ first: 0, last: 25 });
  expect(visibleLayers(200, 27, 199)).toEqual({ first: 175, last: 200 });
  const picture = pictureOf([32, 32, 32, 2]);
  const signals = [1, 10, 100, 1000];
  const names = ['1', '2', '3', 'out'];
  const { columns, layers } = networkColumns(picture, signals, names, { first: 1, last: 2 }, 'in');
  expect(layers).toEqual([-1, 1, 3]);
  expect(columns.map(({ name }) => name)).toEqual(['in', '2', 'out']);
  expect(columns.map(({ hidden }) => hidden)).toEqual([48, 16, 0]);
  expect(columns[1]!.arrives).toBeCloseTo(0.01, 12);
  // Layers between these columns are not drawn, and neither are their connections.
  expect(columns.map(({ connections }) => connections.length)).toEqual([0, 0, 0]);
  const whole = networkColumns(picture, signals, names, { first: 0, last: 3 }, 'in');
  expect(whole.columns.map(({ connections }) => connections.length)).toEqual([0, 48, 48, 48, 32]);
});

test('the largest weights of a wide layer are drawn, and all of a narrow one', () => {
  const all = pictureOf([32, 8]);
  const { columns } = networkColumns(all, [1, 1], ['1', 'out'], { first: 0, last: 1 }, 'in');
  const [, wide, narrow] = columns.map(({ connections }) => connections);
  const { weights } = all.layers[0]!;
  const sizes = [...weights].map(Math.abs).sort((a, b) => b - a);
  expect(wide!.map(({ weight }) => Math.abs(weight))).toEqual(sizes.slice(0, 48));
  for (const { from, to, weight } of wide!) expect(weights[from * 16 + to]).toBe(weight);
  // Row by row, as the layer's matrix has them.
  expect(narrow!.map(({ from, to }) => [from, to]).slice(0, 9)).toEqual([
    ...Array.from({ length: 8 }, (_, to) => [0, to]),
    [1, 0],
  ]);
  expect(narrow!.map(({ weight }) => weight)).toEqual([...all.layers[1]!.weights]);
});

test('the connections of the picture in view are found once, and those of earlier pictures are not kept', () => {
  const [first, second] = [pictureOf([32, 2]), pictureOf([32, 2])];
  const connections = (picture: typeof first) =>
    networkColumns(picture, [1, 1], ['1', 'out'], { first: 0, last: 1 }, 'in').columns[1]!.connections;
  const found = connections(first);
  expect(connections(first)).toBe(found);
  connections(second);
  expect(connections(first)).not.toBe(found);
  expect(connections(first)).toEqual(found);
});

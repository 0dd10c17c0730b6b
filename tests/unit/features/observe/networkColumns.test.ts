import { expect, test } from 'vitest';
import { networkColumns, visibleLayers } from '../../../../src/features/observe/networkColumns';

test('inputs and outputs are always in view; the lens never leaves the network', () => {
  expect(visibleLayers(20, 27, 0)).toEqual({ first: 0, last: 20 });
  expect(visibleLayers(200, 27, 0)).toEqual({ first: 0, last: 25 });
  expect(visibleLayers(200, 27, 199)).toEqual({ first: 175, last: 200 });
  const layer = (units: number) => ({
    units,
    activations: new Float64Array(Math.min(units, 16)),
    signals: new Float64Array(Math.min(units, 16)),
    connections: [{ from: 0, to: 0, weight: 1 }],
  });
  const picture = {
    samples: 1,
    features: 64,
    inputs: new Float64Array(16),
    layers: [layer(32), layer(32), layer(32), layer(2)],
  };
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
  expect(whole.columns.map(({ connections }) => connections.length)).toEqual([0, 1, 1, 1, 1]);
});

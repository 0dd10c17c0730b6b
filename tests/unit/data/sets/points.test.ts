import { expect, test } from 'vitest';
import { buildDataset } from '../../../../src/data/build';
import { fromFragment, toFragment } from '../../../../src/schema/link';
import { parseExperiment } from '../../../../src/schema/parse';
import { experiment, problemOf } from '../../schema/experiments';

const drawn = [
  [0.5, -0.25, 0],
  [0.1, 0.2, 2],
  [-1, 0.75, 0],
  [0.3, 0.9, 2],
];

test('drawn points are the samples, in the order drawn, with their classes and features', () => {
  const { train, outcomeNames, plane } = buildDataset(
    experiment({ data: { kind: 'points', points: drawn, features: ['x', 'xy'], testFraction: 0 } }),
  );
  expect([...train.points]).toEqual([0.5, -0.25, 0.1, 0.2, -1, 0.75, 0.3, 0.9]);
  expect([...train.inputs.slice(0, 4)]).toEqual([0.5, 0.5 * -0.25, 0.1, 0.1 * 0.2]);
  expect([...train.labels]).toEqual([0, 2, 0, 2]);
  expect([outcomeNames, plane]).toEqual([['0', '1', '2'], 2]);
});

test('points of one class cannot be learned, and say what to do', () => {
  const spec = experiment({ data: { kind: 'points', points: drawn.filter(([, , label]) => label === 0) } });
  expect(problemOf(() => buildDataset(spec)).message).toBe(
    'data.points: found points of one class only; use at least 2 classes: draw with another colour too.',
  );
});

test('a link reopens the very same points; 500 of them fit into one', () => {
  const points = Array.from({ length: 500 }, (_, i) =>
    [Math.sin(i).toFixed(3), Math.cos(7 * i).toFixed(3), i % 3].map((value) => Number(value) + 0),
  );
  const spec = experiment({ data: { kind: 'points', points } });
  expect(parseExperiment(fromFragment(toFragment(spec))).data).toEqual(spec.data);
});

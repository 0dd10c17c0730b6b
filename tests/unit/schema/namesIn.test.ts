import { expect, test } from 'vitest';
import { dataSets } from '../../../src/data/sets';
import { optimizers } from '../../../src/engine/optimizers';
import { schedules } from '../../../src/engine/schedules';
import { namesAt, placeAt } from '../../../src/schema/allowed';
import { experimentSchema, initializerRegistry } from '../../../src/schema/experiment';
import { namesIn } from '../../../src/schema/namesIn';

/** The object at a path, with one kind. */
const withKind = (path: readonly string[], kind: string) =>
  path.reduceRight<object>((inner, key) => ({ [key]: inner }), { kind });

const kinds = [
  ...Object.keys(initializerRegistry).map((kind) => ['network.initializer', kind] as const),
  ...Object.keys(optimizers).map((kind) => ['training.optimizer', kind] as const),
  ...Object.keys(schedules).map((kind) => ['training.schedule', kind] as const),
  ...Object.keys(dataSets).map((kind) => ['data', kind] as const),
];

test.each(kinds)('%s %s: the same fields as the JSON Schema has', (place, kind) => {
  const path = place.split('.');
  const file = withKind(path, kind);
  const names = namesIn(experimentSchema, path, file);
  expect(names).toContain('kind');
  expect([...names].sort()).toEqual([...namesAt(placeAt(path, file))].sort());
});

test('sections, and places that a file does not have', () => {
  expect(namesIn(experimentSchema, ['training'], {})).toContain('batchSize');
  expect(namesIn(experimentSchema, [], {})).toContain('seed');
  expect(namesIn(experimentSchema, ['training', 'nothing'], {})).toEqual([]);
  expect(
    namesIn(experimentSchema, ['training', 'optimizer'], { training: { optimizer: { kind: 'x' } } }),
  ).toEqual([]);
});

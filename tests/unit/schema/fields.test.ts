import { expect, test } from 'vitest';
import { dataSets } from '../../../src/data/sets';
import { optimizers } from '../../../src/engine/optimizers';
import { schedules } from '../../../src/engine/schedules';
import { namesAt, placeAt } from '../../../src/schema/allowed';
import { type ExperimentSpec, experimentSchema, initializerRegistry } from '../../../src/schema/experiment';
import { schemaAt } from '../../../src/schema/fields';
import { experiment } from './experiments';

/** An experiment whose object at a path has one kind, and nothing else. */
const withKind = (path: readonly string[], kind: string) => {
  const [section, ...rest] = path as [keyof ExperimentSpec, ...string[]];
  const spec = experiment({}) as unknown as Record<string, object>;
  const bare = rest.length === 0 ? { kind } : { ...spec[section], [rest[0]!]: { kind } };
  return { ...spec, [section]: bare } as unknown as ExperimentSpec;
};

const places = [
  ['network.initializer', initializerRegistry],
  ['training.optimizer', optimizers],
  ['training.schedule', schedules],
  ['data', dataSets],
] as const;

/** Every field of any kind at a place. */
const fieldsOfAll = (place: string, registry: object) =>
  new Set(
    Object.keys(registry).flatMap((kind) =>
      namesAt(placeAt(place.split('.'), withKind(place.split('.'), kind))),
    ),
  );

const kinds = places.flatMap(([place, registry]) =>
  Object.keys(registry).map((kind) => [place, kind, registry] as const),
);

test.each(kinds)('%s %s: the same fields as the JSON Schema has', (place, kind, registry) => {
  const path = place.split('.');
  const file = withKind(path, kind);
  const names = namesAt(placeAt(path, file));
  expect(names).toContain('kind');
  const known = [...fieldsOfAll(place, registry)].filter((name) => schemaAt(file, `${place}.${name}`));
  expect(known.sort()).toEqual(names.filter((name) => name !== 'kind').sort());
});

test('sections, and places that a file does not have', () => {
  expect(schemaAt(experiment({}), 'training.batchSize')).toBe(
    experimentSchema.shape.training.unwrap().shape.batchSize,
  );
  expect(schemaAt(experiment({}), 'seed')).toBe(experimentSchema.shape.seed);
  expect(schemaAt(experiment({}), 'training.nothing')).toBeUndefined();
  expect(
    schemaAt(withKind(['training', 'optimizer'], 'x'), 'training.optimizer.learningRate'),
  ).toBeUndefined();
});

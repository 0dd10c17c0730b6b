import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { parseSweep, serializeSweep } from '../../../src/schema/sweep';
import { sweepPresets } from '../../../src/schema/sweeps';
import { createMap } from '../../../src/store/createMap';
import { createDatabase, type Database } from '../../../src/store/database';
import { deleteAside, exportAside, useKept } from '../../../src/store/kept';
import { small } from '../engine/specs';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  useKept.setState({ notKept: {}, bad: {} });
});

const sweepOf = (name: string) =>
  parseSweep({
    format: 'gradient-lab/sweep',
    version: 1,
    name,
    experiment: small(),
    axes: [{ field: 'network.depth', spacing: 'list', values: [1, 2, 3] }],
    steps: 100,
  });
const damaged = { ...sweepOf('Damaged'), axes: null };

/** A visit of the map; `text` is the sweep that the last one ended with. */
async function visit(database: Database, text = '') {
  const left = { text };
  const forgetKept = () => {
    left.text = '';
  };
  const pool = () => ({ size: 1, run: () => new Promise(() => {}) });
  const store = createMap({
    ...{ pool, backend: () => 'reference', database },
    ...{ kept: () => left.text || undefined, forgetKept },
  } as never);
  await store.getState().restore();
  return { name: store.getState().sweep.name, problem: store.getState().problem, left: left.text };
}

let opened = 0;
const fresh = async (...sweeps: readonly unknown[]) => {
  const database = createDatabase(`sweeps-${opened++}`);
  await database.sweeps.bulkPut(sweeps.map((sweep, i) => ({ id: `s${i}`, sweep, updated: i })) as never);
  return database;
};
const aside = async (database: Database) => JSON.parse(await (await exportAside('map', database))!.text());

test.each([
  ['of the database', [sweepOf('Good'), damaged], '', [{ id: 's1', sweep: damaged, updated: 1 }]],
  ['that the last visit ended with', [sweepOf('Good')], JSON.stringify(damaged), [JSON.stringify(damaged)]],
  ['that is no JSON', [sweepOf('Good')], '{', ['{']],
])(
  'a sweep %s that cannot be used is told and set aside as it was; the one before opens',
  async (_, sweeps, text, set) => {
    const database = await fresh(...sweeps);
    const first = await visit(database, text);
    expect(first).toEqual({ name: 'Good', problem: undefined, left: '' });
    expect(useKept.getState().bad.map).toBeDefined();
    expect((await aside(database)).value).toEqual(set);

    // The next visit says it again, until it is deleted.
    useKept.setState({ bad: {} });
    await visit(database, serializeSweep(sweepOf('Next')));
    await vi.waitFor(() => expect(useKept.getState().bad.map).toBeDefined());
    await deleteAside('map', database);
    expect(useKept.getState().bad.map).toBeUndefined();
    expect(await exportAside('map', database)).toBeUndefined();
    expect((await visit(database)).name).toBe('Good');
  },
);

test('where nothing that was kept can be used the map opens with its example, and keeps all of it', async () => {
  const database = await fresh(damaged, 7);
  expect((await visit(database, 'no sweep')).name).toBe(sweepPresets.phases.sweep.name);
  expect((await aside(database)).value).toHaveLength(3);
});

test('a sweep that cannot be set aside stays where it is', async () => {
  const database = await fresh(damaged);
  vi.spyOn(database.rooms, 'bulkPut').mockRejectedValue(new Error('full'));
  expect((await visit(database, '{')).left).toBe('{');
  expect(await database.sweeps.count()).toBe(1);
  expect(useKept.getState().bad.map).toBeDefined();
});

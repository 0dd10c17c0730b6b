import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openingPatience } from '../../../src/base/patience';
import { setField } from '../../../src/schema/edit';
import { small } from '../engine/specs';
import { keptComparison } from './keptSamples';

beforeEach(() => {
  vi.resetModules();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.stubGlobal(
    'Worker',
    class {
      postMessage() {}
      terminate() {}
    },
  );
});
/** The database as each visit of a test has it. */
const visited: { close(): void }[] = [];
afterEach(() => {
  vi.useRealTimers();
  // What a visit still had to write would come into the next test.
  for (const base of visited.splice(0)) base.close();
  vi.unstubAllGlobals();
});

/** The page's store of the comparison, as at the beginning of a visit. */
async function visit() {
  const [{ openComparison, useCompare }, { database }, { useKept }, { useUndo }] = await Promise.all([
    import('../../../src/store/compare'),
    import('../../../src/store/database'),
    import('../../../src/store/kept'),
    import('../../../src/store/undo'),
  ]);
  visited.push(database);
  return {
    open: () => openComparison(() => [small({ name: 'Otherwise' })]),
    useCompare,
    database,
    useKept,
    useUndo,
  };
}

test('the comparison of the last visit comes back', async () => {
  const { open, useCompare, database } = await visit();
  await database.rooms.put({ id: 'compare', value: keptComparison() });
  await open();
  expect(useCompare.getState()).toMatchObject({ pace: 'race', seeds: 4 });
  expect(useCompare.getState().runs.map(({ repeats }) => repeats)).toEqual(
    keptComparison().runs.map(({ repeats }) => repeats),
  );
});

test.each([
  ['fields of other kinds', { runs: [{ spec: small(), step: 1, repeats: null }], pace: 'x', seeds: -4 }],
  ['no runs', { pace: 'race', seeds: 4 }],
  ['no object', null],
])('a kept comparison with %s is told and set aside, and the room opens without it', async (_, value) => {
  const { open, useCompare, database, useKept } = await visit();
  await database.rooms.put({ id: 'compare', value });
  await database.rooms.delete('compare.bad');
  await open();
  expect(useCompare.getState().runs.map(({ spec, repeats }) => [spec.name, repeats])).toEqual([
    ['Otherwise', []],
  ]);
  expect(useCompare.getState()).toMatchObject({ pace: 'lockstep', seeds: 10 });
  expect(useKept.getState().bad.compare).toBeDefined();
  expect((await database.rooms.get('compare.bad'))!.value).toEqual([value]);
});

test('the comparison opens though the storage does not answer, and says that nothing is kept', async () => {
  vi.useFakeTimers();
  const { open, useCompare, database, useKept } = await visit();
  vi.spyOn(database.rooms, 'bulkGet').mockReturnValue(new Promise(() => {}) as never);
  const opening = open();
  await vi.advanceTimersByTimeAsync(openingPatience);
  await opening;
  expect(useCompare.getState().runs.map(({ spec }) => spec.name)).toEqual(['Otherwise']);
  expect(useKept.getState().notKept.compare).toBe('unopened');
});

test('seeds, speed and runs are undone and redone one by one, each with its words; runs that stay are not built again', async () => {
  const { open, useCompare, database, useUndo } = await visit();
  await database.rooms.put({ id: 'compare', value: keptComparison() });
  await open();
  const words = (which: 'undo' | 'redo') => useUndo.getState().compare?.[which]?.words(({ en }) => en);
  const act = async (which: 'undo' | 'redo') => {
    useUndo.getState().compare?.[which]?.act();
    await Promise.resolve();
  };
  // What comes back from the last visit is no change.
  expect(words('undo')).toBeUndefined();
  const { setSeeds, setPace, add } = useCompare.getState();
  setSeeds(30);
  setPace('lockstep');
  const before = useCompare.getState().runs.length;
  add(setField(small(), 'network.depth', 9));
  expect(words('undo')).toBe('Runs: + 9 × Tanh, Glorot normal, two moons');
  await act('undo');
  expect(useCompare.getState().runs).toHaveLength(before);
  expect(words('undo')).toBe('Speed: Equal time → Equal steps');
  expect(words('redo')).toBe('Runs: + 9 × Tanh, Glorot normal, two moons');
  const standing = useCompare.getState().runs;
  await act('undo');
  await act('undo');
  expect(useCompare.getState()).toMatchObject({ pace: 'race', seeds: 4, status: 'loading' });
  expect(useCompare.getState().runs).toBe(standing);
  expect(words('undo')).toBeUndefined();
  expect(words('redo')).toBe('Seeds: 4 → 30');
  for (let i = 0; i < 3; i++) await act('redo');
  expect(useCompare.getState()).toMatchObject({ pace: 'lockstep', seeds: 30 });
  expect(useCompare.getState().runs.at(-1)!.spec.network.depth).toBe(9);
  expect(words('redo')).toBeUndefined();
});

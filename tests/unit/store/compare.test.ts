import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openingPatience } from '../../../src/base/patience';
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
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The page's store of the comparison, as at the beginning of a visit. */
async function visit() {
  const [{ openComparison, useCompare }, { database }, { useKept }] = await Promise.all([
    import('../../../src/store/compare'),
    import('../../../src/store/database'),
    import('../../../src/store/kept'),
  ]);
  return { open: () => openComparison(() => [small({ name: 'Otherwise' })]), useCompare, database, useKept };
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

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { create } from 'zustand';
import { openingPatience } from '../../../src/base/patience';
import { database } from '../../../src/store/database';
import { keepStudy } from '../../../src/store/keepStudy';
import { useKept } from '../../../src/store/kept';
import { parseKeptDistillation } from '../../../src/store/keptStudies';
import type { StudyStatus } from '../../../src/store/study';
import { keptDistillation } from './keptSamples';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  useKept.setState({ notKept: {}, bad: {} });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A study on screen that is the kept one's, once it is built. */
function study() {
  const spec = JSON.parse(keptDistillation().spec) as object;
  const store = create(() => ({
    spec,
    draft: spec,
    data: undefined as unknown,
    status: 'loading' as StudyStatus,
    share: 0,
    repeats: [] as readonly unknown[],
    playTo: vi.fn(),
  }));
  keepStudy('distil', store, ['repeats'], parseKeptDistillation);
  store.setState({ data: {}, status: 'ready' });
  return store;
}

test('the results of the last visit come back, and the networks are trained to where they were', async () => {
  await database.rooms.put({ id: 'distil', value: keptDistillation() });
  const store = study();
  await vi.waitFor(() => expect(store.getState().repeats).toEqual(keptDistillation().results.repeats));
  expect(store.getState().playTo).toHaveBeenCalledWith(0.5);
});

test('results that cannot be used are told, and the study opens as if nothing had been kept', async () => {
  const value = { ...keptDistillation(), results: { repeats: [7] } };
  await database.rooms.put({ id: 'distil', value });
  const store = study();
  await vi.waitFor(() => expect(useKept.getState().bad.distil!.message).toMatch(/^results\.repeats\.0: /));
  await vi.waitFor(async () => expect(await database.rooms.get('distil')).toBeUndefined());
  expect(store.getState()).toMatchObject({ repeats: [], share: 0 });
});

test('storage that does not answer is told, and the study goes on without it', async () => {
  vi.useFakeTimers();
  vi.spyOn(database.rooms, 'bulkGet').mockReturnValue(new Promise(() => {}) as never);
  const store = study();
  await vi.advanceTimersByTimeAsync(openingPatience);
  expect(useKept.getState().notKept.distil).toBe('unopened');
  expect(store.getState()).toMatchObject({ status: 'ready', repeats: [] });
});

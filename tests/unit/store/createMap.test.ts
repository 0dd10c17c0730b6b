import { beforeEach, expect, test, vi } from 'vitest';
import { openingPatience, patience } from '../../../src/base/patience';
import type { RunSummary } from '../../../src/engine/summary';
import { serializeResults } from '../../../src/schema/results';
import { cellCount, parseSweep, type Sweep, serializeSweep } from '../../../src/schema/sweep';
import { createMap, type MapHost } from '../../../src/store/createMap';
import type { StoredCell, StoredSweep } from '../../../src/store/database';
import type { Job, JobResult } from '../../../src/worker/job';
import type { RunOptions } from '../../../src/worker/pool';
import { small } from '../engine/specs';
import { settled } from './fakeStudy';

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

const sweepOf = (changes: Partial<Sweep> = {}): Sweep =>
  parseSweep({
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'Small',
    experiment: small(),
    axes: [{ field: 'network.depth', spacing: 'list', values: [1, 2, 3] }],
    steps: 100,
    ...changes,
  });

/** What the browser stores, as the map uses it. `broken`: a browser that stores nothing. */
function fakeDatabase(broken = false) {
  const sweeps: StoredSweep[] = [];
  const cells: StoredCell[] = [];
  const guarded = <T>(result: () => T) =>
    broken ? Promise.reject(new Error('storage is off')) : Promise.resolve().then(result);
  const database = {
    sweeps: {
      bulkPut: (rows: StoredSweep[]) =>
        guarded(() => {
          const others = sweeps.filter(({ id }) => rows.every((row) => row.id !== id));
          sweeps.splice(0, sweeps.length, ...others, ...rows);
          return rows.map(({ id }) => id);
        }),
      bulkGet: (ids: string[]) => guarded(() => ids.map((one) => sweeps.find(({ id }) => id === one))),
      orderBy: () => ({ last: () => guarded(() => sweeps.at(-1)) }),
    },
    rooms: { get: () => guarded(() => undefined) },
    cells: {
      bulkPut: (rows: StoredCell[]) =>
        guarded(() => {
          cells.push(...rows);
          return rows;
        }),
      bulkGet: (keys: StoredCell[]) => guarded(() => keys.map((key) => cells.find((cell) => cell === key))),
      where: () => ({
        equals: (id: string) => {
          const found = () => cells.filter(({ sweep }) => sweep === id);
          return { toArray: () => guarded(found), count: () => guarded(() => found().length) };
        },
      }),
    },
    transaction: (_mode: string, _sweeps: unknown, _cells: unknown, act: () => Promise<void>) =>
      broken ? Promise.reject(new Error('storage is off')) : act(),
  };
  return { database: database as unknown as MapHost['database'], sweeps, cells };
}

/** A pool whose replies come from the test. */
function fakePool() {
  const jobs: { job: Job; options: RunOptions; finish(milliseconds?: number): void; fail(e: Error): void }[] =
    [];
  const pool = {
    size: 2,
    run: (job: Job, options: RunOptions) =>
      new Promise<JobResult>((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal!.reason));
        const summary = { last: { loss: 0.5 }, frames: [] } as unknown as RunSummary;
        jobs.push({
          job,
          options,
          finish: (milliseconds = 1) =>
            resolve({ backend: 'reference', steps: job.steps, summary, milliseconds }),
          fail: reject,
        });
      }),
  };
  /** The sweep's own runs; those that only measure time go first. */
  const runs = () => jobs.filter(({ options }) => options.priority === undefined);
  const timed = () => jobs.filter(({ options }) => options.priority !== undefined);
  return { pool: () => pool, jobs, runs, timed };
}

// The measured numbers of a run are not the map's business.
vi.mock('../../../src/engine/summary', async (load) => {
  const { metrics } = await vi.importActual<typeof import('../../../src/engine/metrics')>(
    '../../../src/engine/metrics',
  );
  const measured = Object.fromEntries(Object.keys(metrics).map((name) => [name, 0.5]));
  return { ...(await load<object>()), measureRun: () => measured };
});

function open(broken = false, stored = fakeDatabase(broken)) {
  const workers = fakePool();
  const host = { pool: workers.pool, backend: () => 'reference', database: stored.database };
  const store = createMap(host as unknown as MapHost);
  return { ...workers, ...stored, stored, state: () => store.getState() };
}

test('a sweep runs all its cells, draws them and stores them', async () => {
  const { state, runs, cells, sweeps } = open();
  await state().choose(sweepOf());
  const over = state().run();
  await settled();
  expect(state().running).toMatchObject({ before: 0 });
  expect(runs().map(({ job }) => job.steps)).toEqual([100, 100, 100]);
  const { version } = state();
  for (const run of runs()) run.finish();
  await over;
  expect([...state().cells.keys()].sort()).toEqual([0, 1, 2]);
  expect(state().running).toBeUndefined();
  expect(state().version).toBeGreaterThan(version);
  expect(cells.map(({ index }) => index).sort()).toEqual([0, 1, 2]);
  expect(sweeps).toHaveLength(1);
});

test('a clock that is set back an hour stops neither drawing nor storing', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  try {
    const { state, runs, cells } = open();
    await state().choose(sweepOf());
    const over = state().run();
    await settled();
    const { version } = state();
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(2000);
    runs()[0]!.finish();
    await settled();
    expect(state().version).toBeGreaterThan(version);
    expect(cells).toHaveLength(1);
    for (const run of runs().slice(1)) run.finish();
    await over;
  } finally {
    vi.useRealTimers();
  }
});

test('storage that is cleared in mid-run holds all results at the end', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const { state, runs, cells, sweeps } = open();
    await state().choose(sweepOf());
    const over = state().run();
    await settled();
    vi.advanceTimersByTime(2000);
    runs()[0]!.finish();
    await settled();
    expect(cells).toHaveLength(1);
    cells.length = 0;
    sweeps.length = 0;
    for (const run of runs().slice(1)) run.finish();
    await over;
    expect(new Set(cells.map(({ index }) => index))).toEqual(new Set([0, 1, 2]));
    expect(sweeps).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test('cancelled, it keeps what is done and runs only the rest later', async () => {
  const { state, runs } = open();
  await state().choose(sweepOf());
  const over = state().run();
  await settled();
  runs()[0]!.finish();
  await settled();
  state().cancel();
  expect(state().running).toBeUndefined();
  await over;
  expect(state().cells.size).toBe(1);
  void state().run();
  await settled();
  expect(runs()).toHaveLength(3 + 2);
  expect(state().running).toMatchObject({ before: 1 });
});

test('another visit opens the last sweep with its results; a new name is the same map', async () => {
  const first = open();
  await first.state().choose(sweepOf());
  const over = first.state().run();
  await settled();
  for (const run of first.runs()) run.finish();
  await over;

  const second = open(false, first.stored);
  await second.state().restore();
  expect(second.state().sweep).toEqual(sweepOf());
  expect(second.state().cells.size).toBe(3);
  await second.state().choose(sweepOf({ name: 'Renamed' }));
  expect(second.state().sweep.name).toBe('Renamed');
  expect(second.state().cells.size).toBe(3);
  await second.state().choose(sweepOf({ steps: 200 }));
  expect(second.state().cells.size).toBe(0);
});

test('restoring does not replace a sweep that was opened meanwhile', async () => {
  const { state } = open();
  await state().choose(sweepOf({ steps: 7 }));
  await state().restore();
  expect(state().sweep.steps).toBe(7);
});

test('restoring does not replace a sweep that is opened or started while the storage is read', async () => {
  const stored = fakeDatabase();
  stored.sweeps.push({ id: 'kept', sweep: sweepOf({ steps: 9 }), updated: 1 });
  const untouched = open(false, stored);
  await untouched.state().restore();
  expect(untouched.state().sweep.steps).toBe(9);
  const { state } = open(false, stored);
  const opened = state().restore();
  await state().choose(sweepOf({ steps: 7 }));
  await opened;
  expect(state().sweep.steps).toBe(7);
  const other = open(false, stored);
  const first = other.state().sweep;
  const restored = other.state().restore();
  void other.state().run();
  await restored;
  expect(other.state()).toMatchObject({ sweep: first, restoring: false });
  expect(other.state().running).toBeDefined();
});

test('the time of all runs is estimated from two short ones', async () => {
  const { state, timed } = open();
  await state().choose(sweepOf());
  expect(state().estimate).toBeUndefined();
  timed()[0]!.finish(30);
  await settled();
  timed()[1]!.finish(80);
  await settled();
  expect(timed().map(({ job }) => job.steps)).toEqual([25, 75]);
  // One millisecond per update and 5 for the start: 105 for the largest run, half of it for an average one, on two workers.
  expect(state().estimate).toBe((105 * 3) / 2 / 2);
});

test('a sweep that cannot be used is refused in one sentence and changes nothing', async () => {
  const { state } = open();
  await state().choose(sweepOf());
  const { sweep } = state();
  await state().choose({ ...sweepOf(), axes: [] });
  expect(state().problem?.values.field).toBe('axes');
  expect(state().sweep).toBe(sweep);
  state().dismiss();
  expect(state().problem).toBeUndefined();
});

test('a run that cannot be run ends the sweep and says why', async () => {
  const { state, runs } = open();
  await state().choose(sweepOf());
  const over = state().run();
  await settled();
  runs()[1]!.fail(new Error('out of memory'));
  await over;
  expect(state()).toMatchObject({ fault: 'out of memory', running: undefined });
});

test('sweep files and results files open; what is neither is refused', async () => {
  const { state } = open();
  await state().openFile(new File([serializeSweep(sweepOf({ steps: 9 }))], 'a.sweep.json'));
  expect(state().sweep.steps).toBe(9);
  const results = serializeResults(sweepOf(), []);
  await state().openFile(new File([results], 'a.results.csv'));
  expect(state().sweep).toEqual(sweepOf());
  expect(cellCount(state().sweep)).toBe(3);
  await state().openFile(new File(['{'], 'b.json'));
  expect(state().problem?.message).toContain('b.json');
  expect(state().sweep).toEqual(sweepOf());
});

test('storage that never answers: the map runs at once and says that nothing is kept; a late answer keeps all of it', async () => {
  vi.useFakeTimers();
  try {
    const { state, runs, stored, cells } = open();
    await state().choose(sweepOf());
    const waiting: (() => void)[] = [];
    const { database } = stored;
    const { transaction } = database;
    database.transaction = ((...all: Parameters<typeof transaction>) =>
      new Promise<void>((resolve) => {
        waiting.push(() => resolve((transaction as (...all: unknown[]) => Promise<void>)(...all)));
      })) as unknown as typeof transaction;
    const over = state().run();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs()).toHaveLength(3);
    for (const run of runs()) run.finish();
    await vi.advanceTimersByTimeAsync(2 * patience);
    await over;
    expect(state()).toMatchObject({ kept: false, running: undefined, fault: undefined });
    expect(state().cells.size).toBe(3);
    expect(cells).toHaveLength(0);
    database.transaction = transaction;
    waiting[0]!();
    await vi.advanceTimersByTimeAsync(0);
    expect(state().kept).toBe(true);
    expect(new Set(cells.map(({ index }) => index))).toEqual(new Set([0, 1, 2]));
  } finally {
    vi.useRealTimers();
  }
});

test('stored results that are never given back: the map opens, and another sweep too, without waiting again', async () => {
  vi.useFakeTimers();
  try {
    const { state, stored } = open();
    const never = () => new Promise(() => {});
    Object.assign(stored.database.sweeps, { orderBy: () => ({ last: never }) });
    Object.assign(stored.database.cells, { where: () => ({ equals: () => ({ toArray: never }) }) });
    const restored = state().restore();
    expect(state().restoring).toBe(true);
    await vi.advanceTimersByTimeAsync(openingPatience);
    await restored;
    expect(state()).toMatchObject({ restoring: false, kept: false });
    await state().choose(sweepOf({ steps: 7 }));
    expect(state().sweep.steps).toBe(7);
  } finally {
    vi.useRealTimers();
  }
});

test('where the browser stores nothing, the map runs on and says so', async () => {
  const { state, runs } = open(true);
  await state().restore();
  expect(state().kept).toBe(false);
  await state().choose(sweepOf());
  const over = state().run();
  await settled();
  for (const run of runs()) run.finish();
  await over;
  expect(state().cells.size).toBe(3);
});

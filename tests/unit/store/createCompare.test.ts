import { expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import type { RunSummary } from '../../../src/engine/summary';
import { type ComparedRun, type CompareWorkers, createCompare } from '../../../src/store/createCompare';
import type { ComparisonReport } from '../../../src/worker/comparison';
import type { Job, JobResult } from '../../../src/worker/job';
import type { RunOptions } from '../../../src/worker/pool';
import { small } from '../engine/specs';

/** Fake workers whose replies come from the test. */
function fakeWorkers() {
  const jobs: { job: Job; resolve(result: JobResult): void }[] = [];
  const workers = {
    start: () => ({ send: () => {}, end: () => {} }),
    pool: () => ({
      run: (job: Job, options: RunOptions) =>
        new Promise<JobResult>((resolve, reject) => {
          options.signal?.addEventListener('abort', () => reject(options.signal!.reason));
          jobs.push({ job, resolve });
        }),
    }),
    backend: () => 'reference',
  } as unknown as CompareWorkers;
  /** @param step identifies a summary */
  const finish = (place: number, step: number) =>
    jobs[place]!.resolve({ summary: { step }, milliseconds: 1 } as unknown as JobResult);
  return { workers, jobs, finish };
}

test('every run is repeated with each seed; a result goes to its run and seed, whichever is done first', async () => {
  const { workers, jobs, finish } = fakeWorkers();
  const store = createCompare(workers);
  store.getState().compare([small({ seed: 10 }), small({ seed: 20 })]);
  store.getState().setSeeds(2);
  const over = store.getState().repeat();
  expect(jobs.map(({ job }) => job.spec.seed)).toEqual([10, 20, 11, 21]);
  expect(store.getState().repeating).toMatchObject({ finished: 0, total: 4 });
  for (const place of [3, 0, 2, 1]) finish(place, place);
  await over;
  const repeats = store.getState().runs.map((run) => run.repeats);
  expect(repeats).toMatchObject([
    [{ step: 0 }, { step: 2 }],
    [{ step: 1 }, { step: 3 }],
  ]);
  expect(store.getState().repeating).toBeUndefined();
});

test('cancelled, what is done stays, and only the rest is run again', async () => {
  const { workers, jobs, finish } = fakeWorkers();
  const store = createCompare(workers);
  store.getState().compare([small({ seed: 10 })]);
  store.getState().setSeeds(3);
  const first = store.getState().repeat();
  finish(1, 7);
  await new Promise<void>((done) => store.subscribe(({ repeating }) => repeating?.finished === 1 && done()));
  store.getState().cancel();
  await first;
  expect(store.getState().repeating).toBeUndefined();
  const rest = store.getState().repeat();
  expect(jobs.slice(3).map(({ job }) => job.spec.seed)).toEqual([10, 12]);
  finish(3, 0);
  finish(4, 2);
  await rest;
  expect(store.getState().runs[0]!.repeats).toMatchObject([{ step: 0 }, { step: 7 }, { step: 2 }]);
});

test('what was kept of a comparison comes back: its runs, their repeats, and the steps by training again', () => {
  const sent: unknown[] = [];
  let report: (report: ComparisonReport) => void = () => {};
  const { workers } = fakeWorkers();
  const store = createCompare({
    ...workers,
    start: (onReport: typeof report) => {
      report = onReport;
      return { send: (command: unknown) => void sent.push(command), end: () => {} };
    },
  } as unknown as CompareWorkers);
  const repeats = [{ step: 50 }] as unknown as ComparedRun['repeats'];
  const runs = [
    { spec: small({ seed: 1 }), step: 12, repeats },
    { spec: small({ seed: 2 }), step: 7, repeats: [] },
  ];
  store.getState().bringBack({ runs, pace: 'race', seeds: 4 });
  expect(store.getState()).toMatchObject({
    status: 'loading',
    pace: 'race',
    seeds: 4,
    runs: [{ repeats }, {}],
  });
  const at = (step: number) => ({ step, summary: {} as RunSummary, done: false });
  const progress = (playing: boolean, ...steps: number[]) =>
    report({ kind: 'progress', run: 1, playing, runs: steps.map(at) });
  progress(false, 0, 0);
  expect(sent.at(-1)).toEqual({ kind: 'play', pace: 'race', to: [12, 7] });
  expect(store.getState().status).toBe('playing');
  progress(false, 12, 7);
  expect(store.getState()).toMatchObject({ status: 'ready', runs: [{ step: 12 }, { step: 7 }] });
});

test('Play without runs plays nothing', () => {
  const store = createCompare(fakeWorkers().workers);
  store.getState().play();
  expect(store.getState().status).toBe('ready');
});

test('own data are taken by all compared runs; what differed still differs, and data that cannot be used change nothing', () => {
  const store = createCompare(fakeWorkers().workers);
  store
    .getState()
    .compare([small({ seed: 1 }), small({ seed: 1, network: { depth: 3, width: 4, activation: 'tanh' } })]);
  const own = { kind: 'table', file: 'a.csv', text: 'a,b,y\n1,2,0\n2,1,1\n3,3,0\n4,1,1\n' };
  store.getState().takeData(own);
  const specs = store.getState().runs.map(({ spec }) => spec);
  expect(specs.map(({ data }) => data)).toMatchObject([own, own]);
  expect(specs[1]!.network).toMatchObject({ depth: 3, width: 4 });
  store.getState().takeData({ kind: 'nothing' });
  expect(store.getState().problem?.message).toContain('data');
  expect(store.getState().runs.map(({ spec }) => spec)).toEqual(specs);
});

test('where no worker can be started the comparison says why, and Reset tries again', () => {
  const { workers } = fakeWorkers();
  const crashes: Parameters<CompareWorkers['start']>[1][] = [];
  const start: CompareWorkers['start'] = (_, crash) => {
    crashes.push(crash);
    return { send: () => {}, end: () => {} };
  };
  const store = createCompare({ ...workers, start });
  store.getState().compare([small({ seed: 1 })]);
  crashes[0]!('denied', new Problem('noWorker', { found: 'denied' }));
  expect(store.getState()).toMatchObject({
    status: 'done',
    fault: undefined,
    problem: { code: 'noWorker' },
  });
  store.getState().reset();
  expect(crashes).toHaveLength(2);
});

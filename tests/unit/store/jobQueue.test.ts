import { expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { JobQueue, type JobQueueListener, type JobQueueProgress } from '../../../src/store/jobQueue';
import type { Job, JobResult } from '../../../src/worker/job';
import type { Pool, RunOptions } from '../../../src/worker/pool';

/** A fake pool whose replies come from the test, and a listener that records its calls. */
function watched() {
  const runs: { options: RunOptions; resolve(result: JobResult): void; reject(error: unknown): void }[] = [];
  const pool = {
    run: (_: Job, options: RunOptions) =>
      new Promise<JobResult>((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal!.reason));
        runs.push({ options, resolve, reject });
      }),
  } as unknown as Pool;
  const told: (JobQueueProgress | undefined)[] = [];
  const results: [number, unknown][] = [];
  const failures: unknown[] = [];
  const listener: JobQueueListener<unknown> = {
    progress: (progress) => told.push(progress),
    result: (index, result) => results.push([index, result]),
    failed: (trouble) => failures.push(trouble),
  };
  return { queue: new JobQueue(() => pool), runs, told, results, failures, listener };
}

const jobs = [3, 5].map((index) => ({ index, job: {} as Job }));
const result = (milliseconds: number) => ({ milliseconds }) as JobResult;

test('tells the share of all that is done, each result under its index, and when it is over', async () => {
  const { queue, runs, told, results, listener } = watched();
  const over = queue.run(jobs, listener);
  expect(told).toMatchObject([{ finished: 0, total: 2, share: 0 }]);
  runs[0]!.options.onProgress?.(0.5);
  expect(told.at(-1)).toMatchObject({ finished: 0, share: 0.25 });
  runs[1]!.resolve(result(7));
  runs[0]!.resolve(result(9));
  await over;
  expect(results).toEqual([
    [5, result(7)],
    [3, result(9)],
  ]);
  expect(told.at(-2)).toMatchObject({ finished: 2, share: 1 });
  expect(told.at(-1)).toBeUndefined();
});

test('cancelled, it keeps what it has told and says that it is over; runs still going are ended', async () => {
  const { queue, runs, told, results, failures, listener } = watched();
  const over = queue.run(jobs, listener);
  runs[0]!.resolve(result(1));
  await Promise.resolve().then(() => {});
  await new Promise<void>((done) => queueMicrotask(done));
  queue.cancel();
  await over;
  expect(results).toEqual([[3, result(1)]]);
  expect(runs[1]!.options.signal?.aborted).toBe(true);
  expect(told.at(-1)).toBeUndefined();
  expect(failures).toEqual([]);
});

test('the first run that fails ends the others and is told once, a problem apart from a fault', async () => {
  const { queue, runs, failures, listener } = watched();
  const over = queue.run(jobs, listener);
  const problem = new Problem('tooLarge', { field: 'runs', found: '9', allowed: '8' });
  runs[1]!.reject(problem);
  await over;
  expect(runs[0]!.options.signal?.aborted).toBe(true);
  expect(failures).toEqual([{ problem }]);
  const again = queue.run(jobs, listener);
  runs[2]!.reject(new Error('out of memory'));
  await again;
  expect(failures.at(-1)).toEqual({ fault: 'out of memory' });
});

test('work that hands out its own runs is told to stop when other work begins', async () => {
  const { queue, runs, results, listener } = watched();
  let stopped: AbortSignal | undefined;
  const first = queue.follow<string>(
    2,
    ({ signal, result }) => {
      stopped = signal;
      result(0, 'cell');
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
    listener,
  );
  const second = queue.run(jobs.slice(0, 1), listener);
  await first;
  expect(stopped?.aborted).toBe(true);
  runs[0]!.resolve(result(2));
  await second;
  expect(results).toEqual([
    [0, 'cell'],
    [3, result(2)],
  ]);
});

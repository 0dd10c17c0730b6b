import { expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { pointsKept } from '../../../src/engine/summary';
import { runIndex } from '../../../src/engine/telemetry';
import type { Job, JobResult } from '../../../src/worker/job';
import { JobRunner } from '../../../src/worker/job';
import type { PoolCommand, PoolReport } from '../../../src/worker/jobs';
import { Pool } from '../../../src/worker/pool';
import { PoolSession } from '../../../src/worker/poolSession';
import { small } from '../engine/specs';

const job = (seed: number, steps = 5): Job => ({ spec: { ...small({}), seed }, backend: 'reference', steps });
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Fake workers that reply only when the test tells them to. */
function fakes(size: number) {
  const workers: {
    sent: PoolCommand[];
    report: (report: PoolReport) => void;
    crash: (problem?: Problem) => void;
    ended: boolean;
  }[] = [];
  const pool = new Pool(size, (onReport, onCrash) => {
    const worker = {
      sent: [] as PoolCommand[],
      report: onReport,
      crash: (problem?: Problem) => onCrash('struck', problem),
      ended: false,
    };
    workers.push(worker);
    return {
      send: (command) => worker.sent.push(command),
      end: () => {
        worker.ended = true;
      },
    };
  });
  const seeds = (index: number) =>
    workers[index]!.sent.flatMap((command) =>
      command.kind === 'run' ? [(command.job as Job).spec.seed] : [],
    );
  const finish = (index: number) => {
    const command = workers[index]!.sent.findLast(({ kind }) => kind === 'run')!;
    workers[index]!.report({ kind: 'done', id: command.id, result: {} as JobResult });
  };
  return { pool, workers, seeds, finish };
}

test('as many at once as there are workers, the rest in their order, the urgent first', async () => {
  const { pool, workers, seeds, finish } = fakes(2);
  const runs = [1, 2, 3].map((seed) => pool.run(job(seed)));
  runs.push(pool.run(job(4), { priority: 1 }));
  expect(workers.map((_, i) => seeds(i))).toEqual([[1], [2]]);
  finish(0);
  finish(1);
  expect(workers.map((_, i) => seeds(i))).toEqual([
    [1, 4],
    [2, 3],
  ]);
  finish(0);
  finish(1);
  await Promise.all(runs);
});

test('a waiting job is dropped, a running one is told to stop', async () => {
  const { pool, workers, seeds } = fakes(1);
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = pool.run(job(1), { signal: running.signal });
  const second = pool.run(job(2), { signal: waiting.signal });
  waiting.abort(new Error('not wanted'));
  await expect(second).rejects.toThrow('not wanted');
  running.abort(new Error('enough'));
  const [start, cancel] = workers[0]!.sent;
  expect(cancel).toEqual({ kind: 'cancel', id: start!.id });
  workers[0]!.report({ kind: 'cancelled', id: start!.id });
  await expect(first).rejects.toThrow('enough');
  expect(seeds(0)).toEqual([1]);
});

test('cores reserved for a watched run are left free, but one worker always goes on', () => {
  const { pool, workers } = fakes(3);
  pool.reserve(5);
  for (const seed of [1, 2, 3]) void pool.run(job(seed)).catch(() => {});
  expect(workers).toHaveLength(1);
  pool.reserve(1);
  expect(workers).toHaveLength(2);
  pool.reserve(0);
  expect(workers).toHaveLength(3);
  pool.dispose();
});

test('a crashed worker is replaced and its job done again, once', async () => {
  const { pool, workers, seeds } = fakes(1);
  const run = pool.run(job(7));
  workers[0]!.crash();
  expect(workers[0]!.ended).toBe(true);
  expect(seeds(1)).toEqual([7]);
  workers[1]!.crash();
  await expect(run).rejects.toThrow('stopped twice: struck');
});

test('where no worker can be started each job fails with the reason, and none is tried for ever', async () => {
  const { pool, workers } = fakes(1);
  const runs = [pool.run(job(1)), pool.run(job(2))];
  const reason = new Problem('noWorker', { found: 'denied' });
  workers[0]!.crash(reason);
  workers[1]!.crash(reason);
  for (const run of runs) await expect(run).rejects.toBe(reason);
  expect(workers).toHaveLength(2);
});

test('closing ends the workers and rejects what waits or runs', async () => {
  const { pool, workers } = fakes(1);
  const runs = [pool.run(job(1)), pool.run(job(2))];
  pool.dispose();
  expect(workers[0]!.ended).toBe(true);
  for (const run of runs) await expect(run).rejects.toThrow('closed');
});

test('a bad spec gives the same sentence as on the page, and the worker continues', async () => {
  const bad = small({ data: { kind: 'csv', file: 'x.csv', text: 'a,b\n1,2\nx,3\n' } });
  const pool = new Pool(1, (onReport) => {
    const host = { openKernels, now: () => performance.now(), yieldToMessages: turn };
    const session = new PoolSession(host, onReport);
    return { send: (command) => void session.handle(command), end: () => {} };
  });
  await expect(pool.run({ spec: bad, backend: 'reference', steps: 3 })).rejects.toThrow(/row 3/);
  expect((await pool.run(job(1))).steps).toBe(5);
});

/** A fake thread for a job. */
const thread = { openKernels, now: () => performance.now(), yieldToMessages: turn };
const run = (job: Job, host = thread, cancelled = () => false) =>
  new JobRunner(host).run(job, () => {}, cancelled);

test('a job keeps its first and last steps and some hundreds between', async () => {
  const { steps, summary } = (await run(job(3, 1203)))!;
  expect(steps).toBe(1203);
  const kept = [...summary.steps];
  expect(kept.length).toBeLessThanOrEqual(pointsKept + 2);
  expect(kept[0]).toBe(0);
  expect(kept.at(-1)).toBe(1202);
  expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  for (const curve of Object.values(summary.curves)) expect(curve).toHaveLength(kept.length);
  // The test set is evaluated at the points of the curves.
  expect(summary.curves.testLoss.filter((loss) => !Number.isNaN(loss)).length).toBeGreaterThan(50);
  expect(summary.test!.loss).toBeGreaterThan(0);
});

test('the points of a job are those that the run has when it is watched', async () => {
  const { spec } = job(3, 2400);
  const { summary } = (await run(job(3, 2400)))!;
  const trainer = await createTrainer(spec, await openKernels('reference'));
  const frames: Float64Array[] = [];
  while (trainer.step < 2400) frames.push((await trainer.advance())!.slice());
  trainer.dispose();
  for (const [i, step] of summary.steps.entries()) {
    const frame = frames[step]!;
    expect(summary.curves.loss[i]).toBe(frame[runIndex('loss')]);
    const tested = frame[runIndex('evaluated')] === 1;
    expect(tested).toBe(step !== 2399);
    expect(summary.curves.testLoss[i]).toBe(tested ? frame[runIndex('testLoss')] : Number.NaN);
  }
});

test('with no updates a job looks at the network as it starts', async () => {
  const { steps, summary } = (await run(job(3, 0)))!;
  expect(steps).toBe(0);
  expect([...summary.steps]).toEqual([0]);
  expect(summary.train).toBeUndefined();
});

test('a reused runner gives the same results as a new one', async () => {
  const jobs: Job[] = (['wasm', 'reference'] as const).flatMap((backend) =>
    [
      small({ seed: 4 }),
      small({ seed: 5 }),
      small({ seed: 5, network: { depth: 3, width: 8, activation: 'tanh', normalization: 'batch' } }),
      small({ seed: 6, network: { depth: 3, width: 8, activation: 'tanh', normalization: 'batch' } }),
      small({ seed: 6, training: { optimizer: { kind: 'adam', learningRate: 0.01 } } }),
      small({ seed: 7, training: { optimizer: { kind: 'adam', learningRate: 0.02 } } }),
      small({ seed: 7, network: { depth: 2, width: 8, activation: 'tanh', dropout: 0.2 } }),
      small({ seed: 8, network: { depth: 2, width: 8, activation: 'tanh', dropout: 0.3 } }),
    ].map((spec) => ({ spec, backend, steps: 12 })),
  );
  const runner = new JobRunner(thread);
  for (const one of jobs) {
    const again = (await runner.run(
      one,
      () => {},
      () => false,
    ))!;
    expect(again.summary).toEqual((await run(one))!.summary);
  }
});

test('a diverged run is an outcome', async () => {
  const spec = small({
    training: { optimizer: { kind: 'sgd', learningRate: 1000 }, loss: 'meanSquaredError' },
    network: { depth: 3, width: 8, activation: 'linear' },
  });
  const result = (await run({ spec, backend: 'reference', steps: 500 }))!;
  expect(result.summary.divergence).toBeDefined();
  expect(result.steps).toBeLessThan(500);
});

test('a job stops when it is cancelled', async () => {
  let time = 0;
  const host = { ...thread, now: () => (time += 10), yieldToMessages: async () => {} };
  expect(await run(job(1, 1e6), host, () => true)).toBeUndefined();
});

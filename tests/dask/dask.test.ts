import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKernels } from '../../src/engine/kernels/open';
import { measureRun } from '../../src/engine/summary';
import { daskFiles } from '../../src/features/map/daskFolder';
import { type CellResult, parseResults } from '../../src/schema/results';
import { cellAt, cellCount, cellSpec, gridOf, parseSweep, type Sweep, stepsOf } from '../../src/schema/sweep';
import { JobRunner } from '../../src/worker/job';

/** The first Python that has both PyTorch and Dask's scheduler. */
function pythonWithDask(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import torch, distributed'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

const python = pythonWithDask();
if (!python) {
  console.warn(
    'Skipped: PyTorch + Dask export needs python3-torch and python3-distributed (Debian), as .ci/run installs.',
  );
}

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  seed: 3,
  data: { kind: 'moons', samples: 60, noise: 0.1 },
  network: { depth: 3, width: 8, activation: 'tanh', initializer: { kind: 'glorotNormal', biasStd: 0.1 } },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16 },
};

const sweepOf = (changes: Record<string, unknown>): Sweep =>
  parseSweep({ format: 'gradient-lab/sweep', version: 1, experiment, ...changes });

const sweeps = {
  'initializers over depths, at initialization': sweepOf({
    axes: [
      { field: 'network.depth', spacing: 'list', values: [2, 5] },
      {
        field: 'network.initializer.kind',
        spacing: 'list',
        values: [
          'glorotNormal',
          'glorotUniform',
          'heNormal',
          'heUniform',
          'lecunNormal',
          'lecunUniform',
          'standardUniform',
          'normal',
          'uniform',
          'meanField',
          'orthogonal',
          'lsuv',
          // Not zeros and constant: with all output weights alike the signal is what rounding leaves of 0.
        ],
      },
    ],
  }),
  'optimizers over activations, trained': sweepOf({
    // At 0.1 RMSprop is a chaos in which float32 and float64 part company.
    experiment: {
      ...experiment,
      training: { optimizer: { kind: 'sgd', learningRate: 0.01 }, batchSize: 16 },
    },
    axes: [
      {
        field: 'training.optimizer.kind',
        spacing: 'list',
        values: ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw'],
      },
      { field: 'network.activation', spacing: 'list', values: ['tanh', 'sigmoid', 'gelu'] },
    ],
    repeats: 2,
    steps: 15,
    metric: 'trainLoss',
  }),
  'dropout over normalizations, trained': sweepOf({
    experiment: { ...experiment, training: { ...experiment.training, schedule: { kind: 'cosine' } } },
    axes: [
      { field: 'network.dropout', spacing: 'linear', from: 0, to: 0.4, count: 2 },
      { field: 'network.normalization', spacing: 'list', values: ['none', 'batch', 'layer'] },
    ],
    steps: 12,
    metric: 'testLoss',
  }),
};

/** The same runs by our own engine, in float64. */
async function ownResults(sweep: Sweep): Promise<Map<number, CellResult>> {
  const grid = gridOf(sweep);
  const runner = new JobRunner({
    openKernels,
    now: () => performance.now(),
    yieldToMessages: async () => {},
  });
  const results = new Map<number, CellResult>();
  for (let index = 0; index < cellCount(sweep); index++) {
    const spec = cellSpec(sweep, grid, cellAt(sweep, grid, index));
    const done = await runner.run(
      { spec, backend: 'wasm', steps: stepsOf(sweep, spec) },
      () => {},
      () => false,
    );
    results.set(index, { index, metrics: measureRun(spec, done!.summary) });
  }
  return results;
}

describe.skipIf(!python)('the exported PyTorch + Dask folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'gradient-lab-dask-'));
  let scheduler: ChildProcess;
  let address: string;
  const workers: ChildProcess[] = [];

  const startWorker = () => {
    const worker = spawn(
      python!,
      ['-m', 'distributed.cli.dask_worker', address, '--nthreads', '1', '--no-nanny', '--no-dashboard'],
      { stdio: 'ignore' },
    );
    workers.push(worker);
    return worker;
  };

  beforeAll(async () => {
    scheduler = spawn(python!, [
      '-m',
      'distributed.cli.dask_scheduler',
      '--port',
      '0',
      '--no-dashboard',
      '--host',
      '127.0.0.1',
    ]);
    address = await new Promise((resolve, reject) => {
      let said = '';
      const listen = (part: Buffer) => {
        said += part;
        const found = /Scheduler at:\s*(tcp:\/\/\S+)/.exec(said)?.[1];
        if (found) resolve(found);
      };
      scheduler.stdout!.on('data', listen);
      scheduler.stderr!.on('data', listen);
      scheduler.once('exit', () => reject(new Error(`the scheduler ended: ${said}`)));
    });
    startWorker();
    startWorker();
  }, 60_000);

  afterAll(() => {
    for (const child of [...workers, scheduler]) child.kill('SIGKILL');
    rmSync(root, { recursive: true });
  });

  /** Writes a sweep's folder. */
  const write = async (sweep: Sweep, name: string): Promise<string> => {
    const folder = join(root, name);
    for (const [path, bytes] of Object.entries(await daskFiles(sweep))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return folder;
  };

  /** Runs sweep.py to its end. */
  const runSweep = (folder: string, watch: (said: string) => void = () => {}): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(python!, [join(folder, 'sweep.py'), '--scheduler', address]);
      let said = '';
      const listen = (part: Buffer) => {
        said += part;
        watch(said);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
    });

  test.each(Object.entries(sweeps))(
    '%s: results equal ours to 1e-4, and open in the map',
    async (name, sweep) => {
      const folder = await write(sweep, name.replaceAll(/\W+/g, '-'));
      await runSweep(folder);
      const read = parseResults(readFileSync(join(folder, 'results.csv'), 'utf8'), 'results.csv');
      expect(read.sweep).toEqual(sweep);
      const own = await ownResults(sweep);
      expect(read.cells).toHaveLength(own.size);
      for (const { index, metrics } of read.cells) {
        for (const [metric, value] of Object.entries(own.get(index)!.metrics)) {
          const theirs = metrics[metric as keyof typeof metrics];
          if (Number.isNaN(value)) expect(theirs).toBeNaN();
          else {
            const distance = Math.abs(theirs - value);
            expect(distance, `${metric} of cell ${index}`).toBeLessThanOrEqual(
              1e-4 * Math.max(1, Math.abs(value)),
            );
          }
        }
      }
      // What is done is not done again.
      expect(await runSweep(folder)).toContain(`0 runs to do, ${own.size} done before.`);
    },
    120_000,
  );

  test('the cells of a worker that is killed are run again', async () => {
    const sweep = sweepOf({
      axes: [{ field: 'training.optimizer.learningRate', spacing: 'log', from: 0.01, to: 1, count: 30 }],
      repeats: 4,
      steps: 300,
      metric: 'trainLoss',
    });
    const folder = await write(sweep, 'killed');
    let killed = false;
    await runSweep(folder, (said) => {
      if (killed || !/\d+ of 120 runs/.test(said)) return;
      killed = true;
      workers[0]!.kill('SIGKILL');
      startWorker();
    });
    expect(killed).toBe(true);
    const { cells } = parseResults(readFileSync(join(folder, 'results.csv'), 'utf8'), 'results.csv');
    expect(new Set(cells.map(({ index }) => index)).size).toBe(120);
  }, 120_000);
});

import { parseExperiment } from '../../../src/schema/parse';
import { starterOf } from '../../../src/worker/connection';
import type { Job } from '../../../src/worker/job';
import { Pool } from '../../../src/worker/pool';
import { jax } from '../contestants/jax';
import { ours } from '../contestants/ours';
import { openTfjs, type TfjsBackend, tfjsAutodiff } from '../contestants/tfjsAutodiff';
import { measurePeak } from '../peak';
import type { Contestant, Shape } from '../shapes';

/** Who can be timed in a browser. `wasm-path` is where TensorFlow.js's own WebAssembly lies. */
const makers: Record<string, (shape: Shape) => Promise<Contestant | undefined>> = {
  'ours wasm': (shape) => ours(shape, 'wasm'),
  'ours webgl': (shape) => ours(shape, 'webgl'),
  'ours webgpu': (shape) => ours(shape, 'webgpu'),
  'ours cpu': (shape) => ours(shape, 'cpu'),
  'autodiff wasm': (shape) => autodiff(shape, 'wasm'),
  'autodiff cpu': (shape) => autodiff(shape, 'cpu'),
  'autodiff webgl': (shape) => autodiff(shape, 'webgl'),
  'autodiff webgpu': (shape) => autodiff(shape, 'webgpu'),
  'jax wasm': (shape) => jax(shape),
};

async function autodiff(shape: Shape, backend: TfjsBackend): Promise<Contestant | undefined> {
  return (await openTfjs(backend, './tfjs-wasm/')) ? tfjsAutodiff(shape) : undefined;
}

/** Steps per second of one contestant, for so many seconds after as many of warming up; undefined where it can't run. */
async function time(name: string, shape: Shape, seconds: number): Promise<number | undefined> {
  const contestant = await makers[name]!(shape);
  if (!contestant) return undefined;
  let rate = 0;
  for (let pass = 0; pass < 2; pass++) {
    const start = performance.now();
    let steps = 0;
    while (performance.now() - start < 1000 * seconds) {
      const step = contestant.step();
      if (step instanceof Promise) await step;
      steps++;
    }
    rate = (1000 * steps) / (performance.now() - start);
  }
  contestant.dispose();
  return rate;
}

/** Milliseconds that the same runs take on so many workers. */
async function pool(workers: number, runs: number, steps: number): Promise<number> {
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 400 },
    network: { depth: 20, width: 32, activation: 'relu', initializer: { kind: 'heNormal' } },
    training: { steps },
  });
  const some = new Pool(workers, starterOf('pool'));
  const jobs: Job[] = Array.from({ length: runs }, (_, i) => ({
    spec: { ...spec, seed: i + 1 },
    backend: 'wasm',
    steps,
  }));
  // The workers start and load before the clock does.
  await Promise.all(jobs.slice(0, workers).map((job) => some.run({ ...job, steps: 10 })));
  const start = performance.now();
  await Promise.all(jobs.map((job) => some.run(job)));
  const took = performance.now() - start;
  some.dispose();
  return took;
}

const bench = { time, pool, peak: () => measurePeak(300) };
export type Bench = typeof bench;
Object.assign(window, { bench });

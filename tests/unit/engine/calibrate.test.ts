import { expect, test } from 'vitest';
import { calibrate } from '../../../src/engine/calibrate';
import type { Backend, Kernels } from '../../../src/engine/kernels/kernels';
import { openKernels } from '../../../src/engine/kernels/open';
import { shapeClass } from '../../../src/engine/kernels/shapeClass';
import { small } from './specs';

const spec = small({ network: { depth: 3, width: 8, activation: 'tanh' } });

/** A clock with a different time per step for each backend. A recorded step ends when its results are read. */
function host(costs: Partial<Record<Backend, number>>, broken?: Backend) {
  let time = 0;
  const opened: Backend[] = [];
  return {
    opened,
    candidates: async () => Object.keys(costs) as Backend[],
    now: () => time,
    async open(backend: Backend): Promise<Kernels> {
      opened.push(backend);
      if (backend === broken) throw new Error('no such device');
      const kernels = await openKernels('reference');
      const { peek } = kernels;
      return Object.assign(kernels, {
        peek: (...args: Parameters<typeof peek>) => {
          time += costs[backend]!;
          return peek(...args);
        },
      });
    },
  };
}

test('the fastest backend is chosen, and the times of all are reported', async () => {
  const { chosen, timings } = await calibrate(spec, host({ wasm: 2, webgl: 1, cpu: 5 }));
  expect(chosen).toBe('webgl');
  expect(timings.map(({ backend, stepsPerSecond }) => [backend, Math.round(stepsPerSecond)])).toEqual([
    ['wasm', 500],
    ['webgl', 1000],
    ['cpu', 200],
  ]);
});

test('one candidate is taken without timing', async () => {
  const alone = host({ wasm: 1 });
  expect(await calibrate(spec, alone)).toEqual({ chosen: 'wasm', timings: [], layers: 0 });
  expect(alone.opened).toEqual([]);
});

test('a backend that fails is not chosen', async () => {
  const { chosen, timings } = await calibrate(spec, host({ webgl: 1, wasm: 4 }, 'webgl'));
  expect(chosen).toBe('wasm');
  expect(timings).toHaveLength(1);
});

test('a slow backend uses up the time, and the others are not timed', async () => {
  const { timings } = await calibrate(spec, host({ cpu: 200, wasm: 1 }));
  expect(timings.map(({ backend }) => backend)).toEqual(['cpu']);
});

test('a shape class holds networks that cost about the same', () => {
  const at = (network: object) => shapeClass(small({ network: { activation: 'tanh', ...network } }));
  expect(at({ depth: 20, width: 32 })).toBe(at({ depth: 18, width: 30 }));
  expect(at({ depth: 20, width: 32 })).not.toBe(at({ depth: 20, width: 256 }));
  expect(at({ depth: 20, width: 32 })).not.toBe(at({ depth: 20, width: 32, normalization: 'batch' }));
});

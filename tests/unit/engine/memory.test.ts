import { afterEach, describe, expect, test, vi } from 'vitest';
import { buildDataset } from '../../../src/data/build';
import { createTrainer } from '../../../src/engine/createTrainer';
import { Heap } from '../../../src/engine/kernels/wasm/heap';
import { createWasmKernels } from '../../../src/engine/kernels/wasm/wasm';
import { checkMemory, networkSize, requiredMemory } from '../../../src/engine/memory';
import { asFault } from '../../../src/worker/fault';
import { experiment, problemOf } from '../schema/experiments';

afterEach(() => vi.restoreAllMocks());

const net = (network: object, training: object = {}, samples = 500) =>
  experiment({
    data: { kind: 'moons', samples },
    network: { depth: 4, width: 64, activation: 'tanh', ...network },
    training,
  });

describe('the estimate holds against the engine’s heap', () => {
  test.each([
    ['narrow and deep', net({ depth: 40, width: 32 })],
    ['wide', net({ width: 256 })],
    ['Adam', net({ width: 256 }, { optimizer: { kind: 'adam', learningRate: 0.001 } })],
    ['a large batch', net({}, { batchSize: 2048 }, 4000)],
    [
      'batch normalization',
      net({ normalization: 'batch', residual: true, dropout: 0.1 }, { batchSize: 256 }),
    ],
  ])('%s', async (_, spec) => {
    const take = vi.spyOn(Heap.prototype, 'take');
    const kernels = createWasmKernels(false);
    const trainer = await createTrainer(spec, kernels);
    await trainer.advance(true);
    await trainer.measure();
    await trainer.evaluate('test');
    const used = (take.mock.contexts.at(-1) as unknown as { end: number }).end;
    kernels.dispose();
    const { matrices } = requiredMemory(networkSize(spec, buildDataset(spec)));
    // Never too little, and at most three times too much: programs lay short-lived matrices over one another.
    expect(matrices / used).toBeGreaterThan(0.95);
    expect(matrices / used).toBeLessThan(3);
  });
});

describe('a network that no tab can hold', () => {
  const size = {
    widths: [2, ...new Array(200).fill(1024), 2],
    batch: 32,
    evaluated: 100,
    states: 0,
    normalized: false,
  };

  test('is refused with what it needs and what would fit', () => {
    const problem = problemOf(() => checkMemory(size));
    expect(problem.in('en')).toMatch(
      /^network: found a network that needs about \d+\.\d GB of memory; use at most 4\.0 GB, or layers of at most \d+ units, or at most \d+ hidden layers\.$/,
    );
    expect(problem.in('zh-CN')).toMatch(
      /^network：实际为 约需 \d+\.\d GB 内存的网络；请改为至多 4\.0 GB，或每层至多 \d+ 个神经元，或至多 \d+ 个隐藏层。$/,
    );
  });

  test('what it says would fit does fit, and one more does not', () => {
    const [units, depth] = problemOf(() => checkMemory(size))
      .in('en')
      .match(/\d+(?= units| hidden)/g)!
      .map(Number) as [number, number];
    const wide = (own: number) => ({ ...size, widths: [2, ...new Array(200).fill(own), 2] });
    const deep = (own: number) => ({ ...size, widths: [2, ...new Array(own).fill(1024), 2] });
    for (const make of [wide, deep]) {
      const most = make === wide ? units : depth;
      expect(() => checkMemory(make(most))).not.toThrow();
      expect(() => checkMemory(make(most + 1))).toThrow();
    }
  });

  test('a batch that is too large is told by its samples', () => {
    const large = { ...size, widths: [2, ...new Array(50).fill(512), 2], batch: 60_000 };
    const problem = problemOf(() => checkMemory(large));
    const most = Number(/batches of at most (\d+) samples/.exec(problem.in('en'))![1]);
    expect(() => checkMemory({ ...large, batch: most })).not.toThrow();
  });

  test('is refused before any memory is asked for', async () => {
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
    const spec = net({ depth: 200, width: 1024 });
    const kernels = createWasmKernels(false);
    await expect(createTrainer(spec, kernels)).rejects.toThrow('network: found a network that needs about');
    expect(grow).not.toHaveBeenCalled();
    kernels.dispose();
  });
});

test('memory that the computer refuses all the same is told in words', () => {
  const heap = new Heap();
  vi.spyOn(heap.memory, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
  });
  expect(problemOf(() => heap.take(2 ** 20)).in('en')).toBe(
    'network: found more memory than this computer gives (1 MB); use at most what fits: fewer or narrower layers, a smaller batch, or fewer other tabs.',
  );
  for (const message of [
    'Array buffer allocation failed',
    'Data cannot be cloned, out of memory.',
    'Invalid typed array length: 99999999999',
    'WebAssembly.Memory.grow(): Unable to grow instance memory',
  ]) {
    expect(asFault(new RangeError(message))).toMatchObject({ kind: 'problem', code: 'tooLarge' });
  }
  expect(asFault(new TypeError('x is not a function'))).toEqual({
    kind: 'crash',
    message: 'x is not a function',
  });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWebGpuKernels } from '../../../../src/engine/kernels/webgpu/webgpu';

/** An object that has every method, each of which returns it. */
const anything: unknown = new Proxy(() => {}, {
  get: (_, name) => (name === 'then' ? undefined : anything),
  apply: () => anything,
});

/** A graphics card that computes nothing and can be taken away. */
function fakeCard() {
  let lose = (_: { readonly reason: string; readonly message: string }) => {};
  const lost = new Promise((resolve) => {
    lose = resolve;
  });
  const maps: ((error: Error) => void)[] = [];
  let waits = false;
  const buffer = ({ size }: { readonly size: number }) => ({
    size,
    mapAsync: () => (waits ? new Promise((_, reject) => maps.push(reject)) : Promise.resolve()),
    getMappedRange: () => new ArrayBuffer(size),
    unmap() {},
    destroy() {},
  });
  const parts: Record<string, unknown> = { lost, createBuffer: buffer };
  const device = new Proxy(
    {},
    { get: (_, name) => (name === 'then' ? undefined : (parts[String(name)] ?? anything)) },
  );
  return {
    adapter: { limits: {}, requestDevice: async () => device },
    hold: () => {
      waits = true;
    },
    take() {
      lose({ reason: 'unknown', message: 'the driver was reset' });
      for (const reject of maps) reject(new Error('a valid external Instance reference no longer exists'));
    },
  };
}

let card: ReturnType<typeof fakeCard>;
beforeEach(() => {
  card = fakeCard();
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => card.adapter } });
  for (const name of ['GPUBufferUsage', 'GPUShaderStage', 'GPUMapMode']) vi.stubGlobal(name, {});
});
afterEach(() => vi.unstubAllGlobals());

test('a graphics card that is taken away is told in a sentence, also by a read that waits for it', async () => {
  const kernels = await createWebGpuKernels();
  const matrix = kernels.matrix(2, 2);
  expect(await kernels.read(matrix)).toHaveLength(4);
  card.hold();
  const waiting = kernels.read(matrix);
  card.take();
  const sentence = 'the browser took the graphics card away: the driver was reset';
  await expect(waiting).rejects.toThrow(sentence);
  await expect(async () => kernels.read(matrix)).rejects.toThrow(sentence);
});

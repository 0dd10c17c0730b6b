import { afterAll, describe, expect, it } from 'vitest';
import { openKernels } from '../../../../src/engine/kernels/open';
import { conformance, disagreement } from './conformance';

describe.each(['reference', 'cpu', 'wasm', 'tensorflow'] as const)('the %s kernels', async (backend) => {
  const kernels = await openKernels(backend);
  afterAll(() => kernels.dispose());

  it.each(Object.entries(conformance))('%s', async (_name, run) => {
    const comparison = await run(kernels);
    expect(disagreement(comparison), JSON.stringify(comparison)).toBe(0);
  });

  it('frees all its memory', async () => {
    const other = await openKernels(backend);
    const before = other.bufferCount();
    for (const run of Object.values(conformance)) await run(other);
    expect(other.bufferCount()).toBeGreaterThan(before);
    other.dispose();
    expect(other.bufferCount()).toBe(before);
  });
});

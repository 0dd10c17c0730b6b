import { afterEach, describe, expect, test, vi } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { candidates, openKernels } from '../../../../src/engine/kernels/open';
import { experiment } from '../../schema/experiments';

afterEach(() => vi.unstubAllGlobals());

const forbidden = {
  ...WebAssembly,
  Module: class {
    constructor() {
      throw new WebAssembly.CompileError('blocked by a content security policy');
    }
  },
};

describe.each([
  ['no WebAssembly', undefined],
  ['WebAssembly that may not be compiled', forbidden],
])('with %s', (_, found) => {
  test('plain JavaScript is chosen and trains', async () => {
    vi.stubGlobal('WebAssembly', found);
    const spec = experiment();
    expect(await candidates(spec)).toEqual(['cpu']);
    const trainer = await createTrainer(spec, await openKernels('cpu'));
    await trainer.advance();
    expect(trainer.step).toBe(1);
    trainer.dispose();
  });

  test('to ask for it is answered with what there is', async () => {
    vi.stubGlobal('WebAssembly', found);
    await expect(openKernels('wasm')).rejects.toThrow(
      'backend: WebAssembly with SIMD is not available in this browser; use cpu: plain JavaScript, slower.',
    );
  });
});

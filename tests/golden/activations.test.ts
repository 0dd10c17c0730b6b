import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Activation } from '../../src/engine/activations';
import { activations } from '../../src/engine/activations';
import { openKernels } from '../../src/engine/kernels/open';

interface Curve {
  readonly value: readonly number[];
  readonly derivative: readonly number[];
}
const golden = JSON.parse(readFileSync(new URL('activations.json', import.meta.url), 'utf8')) as {
  z: number[];
  curves: Record<keyof typeof activations, Curve>;
};

describe.each([
  ['reference', 1e-11],
  ['cpu', 1e-5],
] as const)('PyTorch and %s agree', (backend, tolerance) => {
  test.each(Object.entries<Activation>(activations))('on %s and its derivative', async (name, activation) => {
    const kernels = await openKernels(backend);
    const { z, curves } = golden;
    const inputs = kernels.matrix(1, z.length, z);
    const value = kernels.matrix(1, z.length);
    const derivative = kernels.matrix(1, z.length);
    kernels.map([value], (m, x) => [activation.value(m, x!)], [inputs]);
    kernels.map([derivative], (m, x, a) => [activation.derivative(m, x!, a!)], [inputs, value]);
    const curve = curves[name as keyof typeof activations];
    for (const [here, there] of [
      [await kernels.read(value), curve.value],
      [await kernels.read(derivative), curve.derivative],
    ] as const) {
      there.forEach((expected, i) => {
        expect(Math.abs(here[i]! - expected), `${name} at ${z[i]}`).toBeLessThanOrEqual(
          tolerance * Math.max(1, Math.abs(expected)),
        );
      });
    }
    kernels.dispose();
  });
});

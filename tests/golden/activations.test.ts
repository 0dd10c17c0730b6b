import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Activation } from '../../src/engine/activations';
import { activations } from '../../src/engine/activations';
import { openKernels } from '../../src/engine/kernels/open';
import { isLacking, missingNumbers } from './pytorch';

interface Curve {
  readonly value: readonly number[];
  readonly derivative: readonly number[];
}
const golden = JSON.parse(readFileSync(new URL('activations.json', import.meta.url), 'utf8')) as {
  z: number[];
  curves: Readonly<Record<string, Curve | undefined>>;
};

describe.each([
  ['reference', 1e-11],
  ['cpu', 1e-5],
  ['tensorflow', 1e-5],
] as const)('PyTorch and %s agree', (backend, tolerance) => {
  test.for(Object.entries<Activation>(activations))(
    'on %s and its derivative',
    async ([name, activation], { skip }) => {
      skip(isLacking('activations', name), `PyTorch has no ${name}`);
      const curve = golden.curves[name];
      if (!curve) throw new Error(missingNumbers('activations', [name]));
      const kernels = await openKernels(backend);
      const { z } = golden;
      const inputs = kernels.matrix(1, z.length, z);
      const value = kernels.matrix(1, z.length);
      const derivative = kernels.matrix(1, z.length);
      kernels.map([value], (m, x) => [activation.value(m, x!)], [inputs]);
      kernels.map([derivative], (m, x, a) => [activation.derivative(m, x!, a!)], [inputs, value]);
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
    },
  );
});

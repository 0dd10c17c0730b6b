import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { methods } from '../../src/engine/distillation/methods';
import { openKernels } from '../../src/engine/kernels/open';
import { missingFrom } from './pytorch';
import { type GoldenLessons, lessonAgreement } from './taught';

const golden = JSON.parse(
  readFileSync(new URL('distillation.json', import.meta.url), 'utf8'),
) as GoldenLessons;

/** Relatively, of a loss and of a matrix's norm: after one step and after twenty. */
const tolerances = {
  reference: { once: 1e-9, twenty: 1e-9 },
  cpu: { once: 1e-5, twenty: 1e-4 },
  wasm: { once: 1e-5, twenty: 1e-4 },
} as const;

describe.each(['reference', 'cpu', 'wasm'] as const)(
  'PyTorch and %s agree on what a student is taught',
  (backend) => {
    test.each(golden.cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      const kernels = await openKernels(backend);
      const { compared, faults } = await lessonAgreement(golden, one, kernels, tolerances[backend]);
      expect(faults).toEqual([]);
      expect(compared).toBeGreaterThan(30);
    });
  },
);

test('every method has its numbers', () => {
  const held = new Set(golden.cases.map(({ method }) => method.kind));
  const missing = Object.keys(methods).filter((kind) => !held.has(kind));
  expect(missing, `${missingFrom('distillation.py', 'distillation methods', missing)}.`).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { activations } from '../../src/engine/activations';
import { openKernels } from '../../src/engine/kernels/open';
import { losses } from '../../src/engine/losses';
import { normalizations } from '../../src/engine/normalizations';
import { optimizers } from '../../src/engine/optimizers';
import { schedules } from '../../src/engine/schedules';
import type { parseExperiment } from '../../src/schema/parse';
import { agreement, type Golden } from './agreement';
import { missingNumbers, uncovered } from './pytorch';

type Written = ReturnType<typeof parseExperiment>;

const { networks } = JSON.parse(readFileSync(new URL('networks.json', import.meta.url), 'utf8')) as {
  networks: Golden[];
};

/** float64 is held to far more than asked; float32 to 1e-5 after one step and 1e-4 after twenty. */
const tolerances = {
  reference: { once: 1e-9, twenty: 1e-9 },
  cpu: { once: 1e-5, twenty: 1e-4 },
  wasm: { once: 1e-5, twenty: 1e-4 },
  tensorflow: { once: 1e-5, twenty: 1e-4 },
} as const;

describe.each(['reference', 'cpu', 'wasm', 'tensorflow'] as const)('PyTorch and %s agree', (backend) => {
  test.each(networks.map((golden) => [golden.experiment.name, golden] as const))(
    '%s',
    async (_name, golden) => {
      const { compared, faults } = await agreement(golden, await openKernels(backend), tolerances[backend]);
      expect(faults).toEqual([]);
      expect(compared).toBeGreaterThan(50);
    },
  );
});

test.each([
  ['activations', activations, ({ network }) => network.hidden!.map(({ activation }) => activation)],
  ['optimizers', optimizers, ({ training }) => [training.optimizer!.kind]],
  ['schedules', schedules, ({ training }) => [training.schedule!.kind]],
  ['normalizations', normalizations, ({ network }) => [network.normalization!]],
  ['losses', losses, ({ training }) => [training.loss!]],
] as const satisfies readonly (readonly [string, object, (experiment: Written) => readonly string[]])[])(
  'every one of the %s has numbers from PyTorch',
  (registry, kinds, of) => {
    const covered = new Set(networks.flatMap(({ experiment }) => of(experiment as Written)));
    const missing = uncovered(registry, Object.keys(kinds), covered);
    expect(missing, missingNumbers(registry, missing)).toEqual([]);
  },
);

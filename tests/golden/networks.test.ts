import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openKernels } from '../../src/engine/kernels/open';
import { agreement, type Golden } from './agreement';

const { networks } = JSON.parse(readFileSync(new URL('networks.json', import.meta.url), 'utf8')) as {
  networks: Golden[];
};

/** float64 is held to far more than asked; float32 to 1e-5 after one step and 1e-4 after twenty. */
const tolerances = {
  reference: { once: 1e-9, twenty: 1e-9 },
  cpu: { once: 1e-5, twenty: 1e-4 },
  wasm: { once: 1e-5, twenty: 1e-4 },
} as const;

describe.each(['reference', 'cpu', 'wasm'] as const)('PyTorch and %s agree', (backend) => {
  test.each(networks.map((golden) => [golden.experiment.name, golden] as const))(
    '%s',
    async (_name, golden) => {
      const { compared, faults } = await agreement(golden, await openKernels(backend), tolerances[backend]);
      expect(faults).toEqual([]);
      expect(compared).toBeGreaterThan(50);
    },
  );
});

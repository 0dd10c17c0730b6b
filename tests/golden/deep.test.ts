import { describe, expect, test } from 'vitest';
import { openKernels } from '../../src/engine/kernels/open';
import { networks } from './deep.json';
import { depthAgreement } from './depths';

describe.each(['reference', 'cpu', 'wasm', 'tensorflow'] as const)(
  'gradients below float32 on %s',
  (backend) => {
    test.each(networks.map((deep) => [deep.experiment.name, deep] as const))('%s', async (_name, deep) => {
      expect(deep.layers[0]!.signalNorm).toBeLessThan(1e-60);
      const { compared, faults } = await depthAgreement(deep, await openKernels(backend));
      expect(faults).toEqual([]);
      expect(compared).toBeGreaterThan(300);
    });
  },
);

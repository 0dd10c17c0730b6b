import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openKernels } from '../../src/engine/kernels/open';
import {
  type TransferMethod,
  type TransferMethodName,
  transferMethods,
} from '../../src/engine/transfer/methods';
import { coralAlignment } from '../../src/engine/transfer/methods/coral';
import { mmdAlignment } from '../../src/engine/transfer/methods/mmd';
import { createRandom } from '../../src/random/random';
import { missingFrom } from './pytorch';
import { coveredMethods, lesson, source, transferAgreement, transferCases } from './transferred';

const tolerances = {
  reference: { once: 1e-9, twenty: 1e-9 },
  cpu: { once: 1e-5, twenty: 1e-4 },
  wasm: { once: 1e-5, twenty: 1e-4 },
} as const;

describe.each(['reference', 'cpu', 'wasm'] as const)('PyTorch and %s agree on transfer', (backend) => {
  test.each(transferCases)('%s', async (name) => {
    const found = await transferAgreement(name, await openKernels(backend), tolerances[backend]);
    expect(found.faults).toEqual([]);
    expect(found.compared).toBeGreaterThan(25);
  });
});

test('every method with an objective of its own has its numbers', () => {
  const missing = Object.entries<TransferMethod>(transferMethods)
    .filter(([, method]) => {
      const params = z.object(method.params).parse({});
      return method.adapt({ ...lesson, random: createRandom(1, 'lesson') }, params).objective !== undefined;
    })
    .map(([name]) => name as TransferMethodName)
    .filter((name) => !coveredMethods.has(name));
  expect(missing, `${missingFrom('transfer.py', 'transfer methods', missing)}.`).toEqual([]);
});

test('coral is 0 where both domains are the same samples, and more where one is stretched; of mmd more and more', async () => {
  const term = async (alignment: ReturnType<typeof coralAlignment>, stretch: number) => {
    const kernels = await openKernels('reference');
    const result = kernels.matrix(1, 1);
    const stretched = source.inputs.map((x, i) => x * (1 + stretch * (i % 3)));
    const io = {
      features: kernels.matrix(2 * source.count, 3, [...source.inputs, ...stretched]),
      gradient: kernels.matrix(2 * source.count, 3),
      rows: [source.count, source.count] as const,
      result,
      slot: 0,
      factors: undefined,
      parameters: [],
    };
    alignment.prepare(kernels, io).run();
    return (await kernels.read(result))[0]!;
  };
  expect(await term(coralAlignment(1), 0)).toBeCloseTo(0, 12);
  expect(await term(coralAlignment(1), 1)).toBeGreaterThan(0.01);
  const mmd = mmdAlignment(1, [1]);
  expect(await term(mmd, 1)).toBeGreaterThan(await term(mmd, 0));
  expect(await term(mmd, 3)).toBeGreaterThan(await term(mmd, 1));
});

import { expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { optimizers } from '../../../src/engine/optimizers';
import { small } from './specs';

/** The parameters after some steps, with a given factor on every layer's learning rate. */
async function trained(
  rates: ((step: number) => readonly number[]) | undefined,
  { optimizer = { kind: 'sgd', learningRate: 0.1 } as object, steps = 6, backend = 'wasm' as const } = {},
) {
  const spec = small({ training: { optimizer, batchSize: 8, steps, weightDecay: 0.01 } });
  const trainer = await createTrainer(spec, await openKernels(backend), rates ? { rates } : {});
  const before = await trainer.checkpoint();
  for (let step = 0; step < steps; step++) await trainer.advance();
  const after = await trainer.checkpoint();
  trainer.dispose();
  return { before: before.arrays, after: after.arrays };
}

test.each(Object.keys(optimizers))('%s: factors of 1 change no bit', async (kind) => {
  const optimizer = { kind, learningRate: 0.05 };
  const plain = await trained(undefined, { optimizer });
  expect((await trained(() => [1, 1, 1, 1], { optimizer })).after).toEqual(plain.after);
});

test('a layer at 0 stays as it is, the others learn', async () => {
  const { before, after } = await trained(() => [0, 1, 0, 1]);
  for (const layer of [0, 1, 2, 3]) {
    for (const place of [2 * layer, 2 * layer + 1]) {
      const same = after[place]!.every((value, i) => value === before[place]![i]);
      expect(same).toBe(layer % 2 === 0);
    }
  }
});

test('a factor is a factor of the learning rate', async () => {
  const half = await trained(() => [0.5, 0.5, 0.5, 0.5]);
  const plain = await trained(undefined, { optimizer: { kind: 'sgd', learningRate: 0.05 } });
  half.after.forEach((values, i) => {
    values.forEach((value, k) => {
      expect(value).toBeCloseTo(plain.after[i]![k]!, 6);
    });
  });
});

test('factors may change from step to step', async () => {
  const opened = await trained((step) => (step < 3 ? [0, 0, 0, 0] : [1, 1, 1, 1]));
  const never = await trained(() => [0, 0, 0, 0]);
  expect(never.after.slice(0, 8)).toEqual(never.before.slice(0, 8));
  expect(opened.after).not.toEqual(never.after);
});

import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { type OptimizerName, optimizers } from '../../../../src/engine/optimizers';
import { small } from '../specs';

const specOf = (kind: OptimizerName, learningRate = 0.01) =>
  small({
    network: { depth: 2, width: 5, activation: 'tanh' },
    training: { optimizer: { kind, learningRate }, batchSize: 'full' },
  });

/** The parameters end to end. */
async function parametersOf(trainer: Awaited<ReturnType<typeof createTrainer>>): Promise<number[]> {
  return (await trainer.parameters()).flatMap(({ weights, biases }) => [...weights, ...biases]);
}

describe.each(Object.keys(optimizers) as OptimizerName[])('%s', (kind) => {
  test('its first step goes down the gradient', async () => {
    const trainer = await createTrainer(specOf(kind, 1e-4), await openKernels('reference'));
    const before = await parametersOf(trainer);
    await trainer.advance();
    const gradient = (await trainer.gradients()).flatMap((values) => [...values]);
    const change = (await parametersOf(trainer)).map((value, i) => value - before[i]!);
    trainer.dispose();
    expect(change).toHaveLength(gradient.length);
    expect(change.reduce((sum, step, i) => sum + step * gradient[i]!, 0)).toBeLessThan(0);
  });

  test.each(['cpu', 'wasm'] as const)('%s takes the steps of the reference', async (backend) => {
    const [expected, found] = await Promise.all(
      (['reference', backend] as const).map(async (name) => {
        const trainer = await createTrainer(specOf(kind), await openKernels(name));
        for (let step = 0; step < 6; step++) await trainer.advance();
        const parameters = await parametersOf(trainer);
        trainer.dispose();
        return parameters;
      }),
    );
    for (const [i, value] of expected!.entries()) expect(found![i]).toBeCloseTo(value, 4);
  });

  test('its state is part of a checkpoint', async () => {
    const trainer = await createTrainer(specOf(kind), await openKernels('reference'));
    for (let step = 0; step < 3; step++) await trainer.advance();
    const checkpoint = await trainer.checkpoint();
    for (let step = 0; step < 3; step++) await trainer.advance();
    const expected = await parametersOf(trainer);
    trainer.restore(checkpoint);
    for (let step = 0; step < 3; step++) await trainer.advance();
    expect(await parametersOf(trainer)).toEqual(expected);
    trainer.dispose();
  });
});

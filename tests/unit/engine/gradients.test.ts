import { describe, expect, test } from 'vitest';
import { activations } from '../../../src/engine/activations';
import { createTrainer } from '../../../src/engine/createTrainer';
import { createReferenceKernels } from '../../../src/engine/kernels/reference/reference';
import { losses } from '../../../src/engine/losses';
import { normalizations } from '../../../src/engine/normalizations';
import { runIndex } from '../../../src/engine/telemetry';
import { small } from './specs';

const cases = Object.keys(activations).flatMap((activation) =>
  ['none', ...Object.keys(normalizations)].flatMap((normalization) =>
    [false, true].map((residual) => ({ activation, normalization, residual, dropout: residual ? 0.3 : 0 })),
  ),
);

/** Every gradient against the slope of the loss itself, by central differences in float64. */
async function worstError(network: Record<string, unknown>, loss: string): Promise<number> {
  const spec = small({
    network: { depth: 2, width: 4, initializer: { kind: 'lecunNormal', biasStd: 0.4 }, ...network },
    training: { loss, optimizer: { kind: 'sgd', learningRate: 0 }, batchSize: 6 },
  });
  const trainer = await createTrainer(spec, createReferenceKernels());
  const start = await trainer.checkpoint();
  await trainer.advance(true);
  const gradients = await trainer.gradients();
  const lossWith = async (array: number, index: number, change: number) => {
    const arrays = start.arrays.map((values) => values.slice());
    arrays[array]![index]! += change;
    trainer.restore({ ...start, arrays });
    return (await trainer.advance(true))![runIndex('loss')]!;
  };
  const h = 1e-5;
  const size = Math.max(...gradients.flatMap((values) => Array.from(values, Math.abs)));
  let worst = 0;
  for (const [array, values] of gradients.entries()) {
    for (let index = 0; index < values.length; index++) {
      const slope = ((await lossWith(array, index, h)) - (await lossWith(array, index, -h))) / (2 * h);
      worst = Math.max(worst, Math.abs(slope - values[index]!) / size);
    }
  }
  return worst;
}

describe.each(Object.keys(losses))('with %s', (loss) => {
  test.each(cases)(
    'gradients are slopes: $activation, norm $normalization, residual and dropout $residual',
    async (network) => expect(await worstError(network, loss)).toBeLessThan(1e-7),
  );
});

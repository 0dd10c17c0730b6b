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
  const initial = await trainer.checkpoint();
  const parameters = (await trainer.gradients()).length;
  // Scale and shift start at 1 and 0, where a factor left out would not show.
  const arrays = initial.arrays.map((values, i) =>
    i < parameters ? values.map((value, k) => value + 0.3 * Math.sin(5 * i + 3 * k + 1)) : values,
  );
  const start = { ...initial, arrays };
  trainer.restore(start);
  await trainer.advance(true);
  const gradients = await trainer.gradients();
  const lossWith = async (array: number, index: number, change: number) => {
    const arrays = start.arrays.map((values) => values.slice());
    arrays[array]![index]! += change;
    trainer.restore({ ...start, arrays });
    return (await trainer.advance(true))![runIndex('loss')]!;
  };
  const h = 1e-5;
  const largest = (values: Float64Array) => Math.max(...Array.from(values, Math.abs));
  const all = Math.max(...gradients.map(largest));
  let worst = 0;
  for (const [array, values] of gradients.entries()) {
    // Judged by its own parameter's gradient; one that is 0 but for rounding, such as a bias beneath batch norm, by all.
    const size = Math.max(largest(values), 1e-3 * all);
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
    async (network) => expect(await worstError(network, loss)).toBeLessThan(1e-6),
  );
});

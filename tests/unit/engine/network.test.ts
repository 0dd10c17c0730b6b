import { describe, expect, test } from 'vitest';
import { activations } from '../../../src/engine/activations';
import { createTrainer } from '../../../src/engine/createTrainer';
import { createReferenceKernels } from '../../../src/engine/kernels/reference/reference';
import { losses } from '../../../src/engine/losses';
import { normalizations } from '../../../src/engine/normalizations';
import { worstSlope } from './slopes';
import { small } from './specs';

const cases = Object.keys(activations).flatMap((activation) =>
  ['none', ...Object.keys(normalizations)].flatMap((normalization) =>
    [false, true].map((residual) => ({ activation, normalization, residual, dropout: residual ? 0.3 : 0 })),
  ),
);

/** Compares every gradient with central differences of the loss in float64. */
async function worstError(network: Record<string, unknown>, loss: string): Promise<number> {
  const spec = small({
    network: { depth: 2, width: 4, initializer: { kind: 'lecunNormal', biasStd: 0.4 }, ...network },
    training: { loss, optimizer: { kind: 'sgd', learningRate: 0 }, batchSize: 6 },
  });
  const trainer = await createTrainer(spec, createReferenceKernels());
  const worst = await worstSlope(trainer);
  trainer.dispose();
  return worst;
}

describe.each(Object.keys(losses))('with %s', (loss) => {
  test.each(cases)(
    'gradients are slopes: $activation, norm $normalization, residual and dropout $residual',
    async (network) => expect(await worstError(network, loss)).toBeLessThan(1e-6),
  );
});

import { createTrainer } from '../../../src/engine/createTrainer';
import type { Backend } from '../../../src/engine/kernels/kernels';
import { openKernels } from '../../../src/engine/kernels/open';
import { parseExperiment } from '../../../src/schema/parse';
import { type Contestant, learningRate, type Shape } from '../shapes';

/** The project's engine as a run uses it; with `record`, every layer's full telemetry row at every step. */
export async function ours(
  { depth, width, batch }: Shape,
  backend: Backend,
  record = true,
): Promise<Contestant> {
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 2000 },
    network: { depth, width, activation: 'sigmoid' },
    training: { batchSize: batch, optimizer: { kind: 'sgd', learningRate }, steps: 10_000_000 },
    telemetry: { every: record ? 1 : 100_000, evaluateEvery: 100_000 },
  });
  const trainer = await createTrainer(spec, await openKernels(backend));
  return {
    name: `Gradient Lab, ${backend}`,
    step: () => trainer.advance(record),
    dispose: () => trainer.dispose(),
  };
}

import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import type { TelemetryFrame } from '../../../../src/engine/telemetry';
import type { Trainer } from '../../../../src/engine/trainer';
import type { ExperimentSpec } from '../../../../src/schema/experiment';

/** Uses an experiment's network, on the engine that the page's figures run. */
export async function withTrainer<Result>(
  spec: ExperimentSpec,
  use: (trainer: Trainer) => Promise<Result>,
): Promise<Result> {
  const trainer = await createTrainer(spec, await openKernels('wasm'));
  try {
    return await use(trainer);
  } finally {
    trainer.dispose();
  }
}

/** What the network records at initialization. */
export const measuredAtStart = (spec: ExperimentSpec): Promise<TelemetryFrame> =>
  withTrainer(spec, async (trainer) => (await trainer.measure()).slice());

/** Trains without recording. */
export async function train(trainer: Trainer, steps: number): Promise<void> {
  while (trainer.step < steps && !trainer.divergence) await trainer.advance();
}

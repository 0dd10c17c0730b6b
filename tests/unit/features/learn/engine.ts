import { buildDataset } from '../../../../src/data/build';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { Race } from '../../../../src/engine/distillation/race';
import type { Backend } from '../../../../src/engine/kernels/kernels';
import { openKernels } from '../../../../src/engine/kernels/open';
import type { Score } from '../../../../src/engine/numeric/score';
import type { TelemetryFrame } from '../../../../src/engine/telemetry';
import type { Trainer } from '../../../../src/engine/trainer';
import type { Distillation } from '../../../../src/schema/distillation';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import type { TestAnswers } from '../../../../src/worker/answersJob';

/** Uses an experiment's network, on the engine that the page's figures run unless another is asked for. */
export async function withTrainer<Result>(
  spec: ExperimentSpec,
  use: (trainer: Trainer) => Promise<Result>,
  backend: Backend = 'wasm',
): Promise<Result> {
  const trainer = await createTrainer(spec, await openKernels(backend));
  try {
    return await use(trainer);
  } finally {
    trainer.dispose();
  }
}

const starts = new Map<string, Promise<TelemetryFrame>>();

/** What the network records at initialization, each network once. One pass is not worth compiling WebAssembly for. */
export function measuredAtStart(spec: ExperimentSpec): Promise<TelemetryFrame> {
  const key = JSON.stringify(spec);
  const found =
    starts.get(key) ?? withTrainer(spec, async (trainer) => (await trainer.measure()).slice(), 'cpu');
  starts.set(key, found);
  return found;
}

/** Trains without recording. */
export async function train(trainer: Trainer, steps: number): Promise<void> {
  while (trainer.step < steps && !trainer.divergence) await trainer.advance();
}

const ends = new Map<string, Promise<Score>>();

/** The test accuracy of an experiment at its end, each run once. */
export function scoreAtEnd(spec: ExperimentSpec): Promise<Score> {
  const key = JSON.stringify(spec);
  const found =
    ends.get(key) ??
    withTrainer<Score>(spec, async (trainer) => {
      await train(trainer, spec.training.steps);
      return trainer.divergence ? 'diverged' : (await trainer.evaluate('test')).accuracy;
    });
  ends.set(key, found);
  return found;
}

/** What a network answers to its test samples after training. */
export const answersOf = (spec: ExperimentSpec): Promise<TestAnswers> =>
  withTrainer(spec, async (trainer) => {
    await train(trainer, spec.training.steps);
    const { test, outcomeNames, image } = buildDataset(spec);
    const { inputs, labels } = test;
    return { logits: await trainer.predict(inputs), labels, inputs, classNames: outcomeNames, image };
  });

/** Runs a distillation to its end. */
export async function withRace<Result>(
  distillation: Distillation,
  use: (race: Race) => Promise<Result>,
): Promise<Result> {
  const race = await Race.open(distillation, () => openKernels('wasm'));
  try {
    while (!race.done) await race.advance();
    return await use(race);
  } finally {
    race.dispose();
  }
}

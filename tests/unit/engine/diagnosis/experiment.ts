import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { layerCount, runIndex } from '../../../../src/engine/telemetry';
import type { Trainer } from '../../../../src/engine/trainer';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';
import { History } from '../../../../src/store/history';

/** An experiment in short form. The defaults are moons, four ReLU layers of 16 with He's weights, and 300 steps of SGD at 0.1. */
export interface Sketch {
  readonly data?: object;
  readonly network?: object;
  readonly training?: object;
  readonly rate?: number;
  readonly optimizer?: string;
  readonly steps?: number;
  readonly seed?: number;
}

export const specOf = ({
  data = { kind: 'moons', samples: 200, noise: 0.1 },
  network = {},
  training = {},
  rate = 0.1,
  optimizer = 'sgd',
  steps = 300,
  seed = 1,
}: Sketch): ExperimentSpec => {
  const shape = 'hidden' in network ? {} : { depth: 4, width: 16, activation: 'relu' };
  return parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    seed,
    data,
    network: { ...shape, initializer: { kind: 'heNormal' }, ...network },
    training: { optimizer: { kind: optimizer, learningRate: rate }, batchSize: 32, steps, ...training },
    telemetry: { every: 1, evaluateEvery: 10 },
  });
};

/** A run from its first to its last step, with every step recorded. */
export interface Run {
  readonly spec: ExperimentSpec;
  readonly frames: readonly Float64Array[];
  readonly trainer: Trainer;
}

export async function train(spec: ExperimentSpec, backend: 'wasm' | 'reference' = 'wasm'): Promise<Run> {
  const trainer = await createTrainer(spec, await openKernels(backend));
  const frames: Float64Array[] = [];
  while (trainer.step < spec.training.steps && !trainer.divergence) {
    const advanced = trainer.advance(true);
    frames.push((await advanced)!.slice());
  }
  return { spec, frames, trainer };
}

/** The frames of a run on the page at a recording interval: every so many steps, and the last one. */
export function recordedEvery({ spec, frames }: Run, every: number): History {
  const history = new History(layerCount(spec));
  for (const [i, frame] of frames.entries()) {
    if (frame[runIndex('step')]! % every === 0 || i === frames.length - 1) history.append(frame, 1);
  }
  return history;
}

import { createTrainer } from '../engine/createTrainer';
import type { Kernels } from '../engine/kernels/kernels';
import { frameLength, layerCount } from '../engine/telemetry';
import type { ExperimentSpec } from '../spec/experiment';
import type { Backend, Divergence, Evaluation } from './protocol';

/** One whole run, for its outcome: nobody watches. */
export interface Job {
  readonly spec: ExperimentSpec;
  /** Any but the reference kernels must run where the pool's workers run. */
  readonly backend: Backend;
  /** Updates to do. */
  readonly steps: number;
}

/** What came of a job. Divergence is an outcome, not a failure. */
export interface JobResult {
  readonly backend: Backend;
  /** Updates done: fewer than asked for where the run diverged. */
  readonly steps: number;
  /** Recorded steps one after another, at most `framesKept`, evenly spread, first and last among them. */
  readonly frames: Float64Array;
  readonly frameLength: number;
  /** On the test set, or on the training set where there is none. */
  readonly evaluation: Evaluation;
  readonly divergence: Divergence | undefined;
  /** What the run took. */
  readonly milliseconds: number;
}

/** Frames of a job that are kept at most. */
export const framesKept = 500;

/** What a job needs of the thread it runs on. */
export interface JobHost {
  openKernels(backend: Backend): Promise<Kernels>;
  /** Milliseconds. */
  now(): number;
  /** Lets messages in; resolves soon after. */
  breathe(): Promise<void>;
}

/** Milliseconds of training between two looks at whether to go on. */
const sliceTime = 25;

/**
 * Runs a job to its end.
 * @param onProgress told the updates done, after each slice of time
 * @param cancelled asked after each slice; true ends the job
 * @returns undefined where it was cancelled
 * @throws Problem where the spec can't be run
 */
export async function runJob(
  { spec, backend, steps }: Job,
  host: JobHost,
  onProgress: (step: number) => void,
  cancelled: () => boolean,
): Promise<JobResult | undefined> {
  const start = host.now();
  const kernels = await host.openKernels(backend);
  try {
    const trainer = await createTrainer(spec, kernels);
    const every = Math.max(1, Math.ceil(steps / framesKept));
    const frames: Float64Array[] = [];
    let sliceStart = host.now();
    while (trainer.step < steps && !trainer.divergence) {
      const last = trainer.step === steps - 1;
      const frame = await trainer.advance(last || trainer.step % every === 0);
      const due = last || trainer.divergence || (trainer.step - 1) % every === 0;
      if (frame && due) frames.push(frame);
      if (host.now() - sliceStart < sliceTime) continue;
      onProgress(trainer.step);
      await host.breathe();
      if (cancelled()) return undefined;
      sliceStart = host.now();
    }
    const length = frameLength(layerCount(spec));
    const joined = new Float64Array(frames.length * length);
    for (const [i, frame] of frames.entries()) joined.set(frame, i * length);
    const onTest = await trainer.evaluate('test');
    return {
      backend: trainer.backend,
      steps: trainer.step,
      frames: joined,
      frameLength: length,
      evaluation: Number.isNaN(onTest.loss) ? await trainer.evaluate('train') : onTest,
      divergence: trainer.divergence,
      milliseconds: host.now() - start,
    };
  } finally {
    kernels.dispose();
  }
}

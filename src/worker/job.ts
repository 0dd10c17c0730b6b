import { createTrainer } from '../engine/createTrainer';
import type { Kernels } from '../engine/kernels/kernels';
import { candidates } from '../engine/kernels/open';
import { type RunSummary, summarize, summaryEvery } from '../engine/summary';
import type { Trainer } from '../engine/trainer';
import { whenReady } from '../engine/whenReady';
import type { ExperimentSpec } from '../schema/experiment';
import type { Backend } from './protocol';
import { inSlices, type SliceHost } from './slices';

/** One whole run of which only the result is needed; nothing is displayed during training. */
export interface Job {
  readonly spec: ExperimentSpec;
  /**
   * Any backend except the reference kernels must be available in the pool's workers. `auto` selects the fastest one on the
   * processor.
   */
  readonly backend: Backend | 'auto';
  /** The number of updates; with 0 the network is measured at initialization. */
  readonly steps: number;
}

/** The result of a job. Divergence is a result, not an error. */
export interface JobResult {
  readonly backend: Backend;
  /** The number of updates done: fewer than requested if the run diverged. */
  readonly steps: number;
  readonly summary: RunSummary;
  /** Milliseconds that the run took. */
  readonly milliseconds: number;
}

/** The functions that a job needs from its thread. */
export interface JobHost extends SliceHost {
  openKernels(backend: Backend): Promise<Kernels>;
}

/** Milliseconds of a job between two checks for cancellation. */
export const jobSliceTime = 25;

/** The same run, with its test samples evaluated no more often than the kept steps need. */
const testedAt = (spec: ExperimentSpec, every: number): ExperimentSpec => {
  const { telemetry } = spec;
  return { ...spec, telemetry: { ...telemetry, evaluateEvery: Math.max(telemetry.evaluateEvery, every) } };
};

/** Runs one job after another. A network with the same computation as the previous one is not built again. */
export class JobRunner {
  private trainer: Trainer | undefined;

  constructor(private readonly host: JobHost) {}

  /**
   * Runs a job to its end.
   * @param onProgress gets the number of updates done, after each time slice
   * @param cancelled asked before each update; true ends the job
   * @returns undefined if it was cancelled
   * @throws Problem if the spec can't be run
   */
  async run(
    { spec, backend, steps }: Job,
    onProgress: (step: number) => void,
    cancelled: () => boolean,
  ): Promise<JobResult | undefined> {
    const { host } = this;
    const start = host.now();
    const every = summaryEvery(spec, steps);
    const trainer = await this.trainerFor(
      testedAt(spec, every),
      backend === 'auto' ? (await candidates(spec))[0]! : backend,
    );
    const frames: Float64Array[] = [];
    await inSlices(host, jobSliceTime, {
      more: () => trainer.step < Math.max(1, steps) && !trainer.divergence && !cancelled(),
      advance() {
        const { step } = trainer;
        const due = step % every === 0 || step === steps - 1;
        return whenReady(trainer.advance(due), (frame) => {
          if (frame && (due || trainer.divergence)) frames.push(frame.slice());
        });
      },
      between: () => onProgress(trainer.step),
    });
    if (cancelled()) return undefined;
    const evaluate = async (on: 'train' | 'test') => (steps > 0 ? await trainer.evaluate(on) : undefined);
    const end = {
      train: await evaluate('train'),
      test: await evaluate('test'),
      divergence: trainer.divergence,
    };
    return {
      backend: trainer.backend,
      steps: steps === 0 ? 0 : trainer.step,
      summary: summarize(spec, frames, end),
      milliseconds: host.now() - start,
    };
  }

  private async trainerFor(spec: ExperimentSpec, backend: Backend): Promise<Trainer> {
    const last = this.trainer;
    this.trainer = undefined;
    try {
      if (last?.backend === backend && (await last.become(spec))) {
        this.trainer = last;
        return last;
      }
    } catch (error) {
      last?.dispose();
      throw error;
    }
    last?.dispose();
    const kernels = await this.host.openKernels(backend);
    try {
      this.trainer = await createTrainer(spec, kernels);
      return this.trainer;
    } catch (error) {
      kernels.dispose();
      throw error;
    }
  }

  /** Frees the network that was kept for the next job. */
  dispose(): void {
    this.trainer?.dispose();
    this.trainer = undefined;
  }
}

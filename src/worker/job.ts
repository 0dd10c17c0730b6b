import { createTrainer } from '../engine/createTrainer';
import type { Kernels } from '../engine/kernels/kernels';
import { candidates } from '../engine/kernels/open';
import { type RunSummary, summarize, summaryEvery } from '../engine/summary';
import type { Trainer } from '../engine/trainer';
import type { ExperimentSpec } from '../schema/experiment';
import type { Backend } from './protocol';

/** One whole run, for its outcome: nobody watches. */
export interface Job {
  readonly spec: ExperimentSpec;
  /** Any but the reference kernels must run where the pool's workers run; `auto`: the processor's fastest. */
  readonly backend: Backend | 'auto';
  /** Updates to do; with 0 the network is looked at as it starts. */
  readonly steps: number;
}

/** What came of a job. Divergence is an outcome, not a failure. */
export interface JobResult {
  readonly backend: Backend;
  /** Updates done: fewer than asked for where the run diverged. */
  readonly steps: number;
  readonly summary: RunSummary;
  /** What the run took. */
  readonly milliseconds: number;
}

/** What a job needs of the thread it runs on. */
export interface JobHost {
  openKernels(backend: Backend): Promise<Kernels>;
  /** Milliseconds. */
  now(): number;
  /** Lets messages in; resolves soon after. */
  yieldToMessages(): Promise<void>;
}

/** Milliseconds of training between two looks at whether to go on. */
const sliceTime = 25;

/** The same run, its test samples tried no oftener than some of its steps are kept. */
const testedAt = (spec: ExperimentSpec, every: number): ExperimentSpec => {
  const { telemetry } = spec;
  return { ...spec, telemetry: { ...telemetry, evaluateEvery: Math.max(telemetry.evaluateEvery, every) } };
};

/** Runs one job after another. A network that is the same computation as the last one's is not built again. */
export class JobRunner {
  private trainer: Trainer | undefined;

  constructor(private readonly host: JobHost) {}

  /**
   * Runs a job to its end.
   * @param onProgress told the updates done, after each slice of time
   * @param cancelled asked after each slice; true ends the job
   * @returns undefined where it was cancelled
   * @throws Problem where the spec can't be run
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
    let sliceStart = host.now();
    while (trainer.step < Math.max(1, steps) && !trainer.divergence) {
      const { step } = trainer;
      const due = step % every === 0 || step === steps - 1;
      const advanced = trainer.advance(due);
      const frame = advanced instanceof Promise ? await advanced : advanced;
      if (frame && (due || trainer.divergence)) frames.push(frame.slice());
      if (host.now() - sliceStart < sliceTime) continue;
      onProgress(trainer.step);
      await host.yieldToMessages();
      if (cancelled()) return undefined;
      sliceStart = host.now();
    }
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

  /** Frees the network that is kept for the next job. */
  dispose(): void {
    this.trainer?.dispose();
    this.trainer = undefined;
  }
}

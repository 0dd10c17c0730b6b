import { createTrainer } from '../engine/createTrainer';
import { candidates } from '../engine/kernels/open';
import { type RunSummary, summarize, summaryEvery } from '../engine/summary';
import type { TelemetryFrame } from '../engine/telemetry';
import type { Trainer } from '../engine/trainer';
import type { Pace } from '../schema/comparison';
import type { ExperimentSpec } from '../schema/experiment';
import { asFault } from './fault';
import type { JobHost } from './job';
import type { Backend, Fault } from './protocol';
import { inSlices } from './slices';

/** Commands from the page to the comparison worker, which trains several runs for display side by side. */
export type ComparisonCommand =
  /** Builds all runs and replaces the previous ones. The answer is `progress`, or `failed` if one can't be built. */
  | {
      readonly kind: 'load';
      readonly run: number;
      readonly specs: readonly ExperimentSpec[];
      readonly backend: Backend | 'auto';
    }
  /**
   * Trains until paused, or does `steps` more updates of each run that is not ahead of others. In lockstep all runs are at
   * the same step; in a race each run gets the same share of the time. With `to`, each run stops at its step of that list.
   */
  | {
      readonly kind: 'play';
      readonly pace: Pace;
      readonly steps?: number;
      readonly to?: readonly number[];
    }
  | { readonly kind: 'pause' };

export type ComparisonReport =
  /** The state of every run. It is sent at first and several times a second during training. */
  | {
      readonly kind: 'progress';
      readonly run: number;
      readonly playing: boolean;
      readonly runs: readonly RunProgress[];
    }
  /** The experiment at `place` in the list can't be built. */
  | { readonly kind: 'failed'; readonly run: number; readonly place: number; readonly fault: Fault };

/** The state of one run. */
export interface RunProgress {
  readonly step: number;
  /** Of what is recorded so far; before the first step, of what that step will record. */
  readonly summary: RunSummary;
  readonly done: boolean;
}

interface TrainedRun {
  readonly spec: ExperimentSpec;
  readonly trainer: Trainer;
  readonly every: number;
  readonly frames: TelemetryFrame[];
  /** The newest measured step, if it is not in `frames`. */
  newest: TelemetryFrame | undefined;
}

/**
 * In milliseconds: the time between two reports, the training time between two checks for commands, and a run's turn in a
 * race.
 */
const reportTime = 100;
const sliceTime = 20;
const turnTime = 4;

const isDone = ({ trainer, spec }: TrainedRun): boolean =>
  trainer.step >= spec.training.steps || trainer.divergence !== undefined;

/** The worker's side of a comparison: several networks trained in turns. It does not depend on Worker or threads. */
export class ComparisonSession {
  private runs: readonly TrainedRun[] = [];
  /** The number of the newest list of runs. */
  private number = -1;
  private playing = false;
  private pace: Pace = 'lockstep';
  /** The step at which each run stops for now. */
  private goals: readonly number[] | undefined;
  /** The work in progress. Data that it uses must not be replaced. */
  private work: Promise<void> | undefined;

  constructor(
    private readonly host: JobHost,
    private readonly post: (report: ComparisonReport) => void,
  ) {}

  /** Handles a command. Never rejects: errors are reported as messages. */
  async handle(command: ComparisonCommand): Promise<void> {
    switch (command.kind) {
      case 'load':
        return this.load(command);
      case 'play':
        if (command.steps !== undefined) return this.alone(() => this.step(command.steps!));
        this.pace = command.pace;
        this.goals = command.to;
        this.playing = true;
        return this.alone(() => this.train());
      case 'pause':
        this.playing = false;
    }
  }

  /** Starts training, unless training is already running. */
  private async alone(work: () => Promise<void>): Promise<void> {
    if (this.work) return;
    this.work = work();
    await this.work;
    this.work = undefined;
    // Play was pressed while a step was still being done.
    if (this.playing) await this.alone(() => this.train());
  }

  private async load({ run, specs, backend }: Extract<ComparisonCommand, { kind: 'load' }>): Promise<void> {
    this.number = run;
    this.playing = false;
    await this.work;
    if (this.number !== run) return;
    for (const { trainer } of this.runs) trainer.dispose();
    this.runs = [];
    const built: TrainedRun[] = [];
    for (const [place, spec] of specs.entries()) {
      try {
        const chosen = backend === 'auto' ? (await candidates(spec))[0]! : backend;
        const trainer = await createTrainer(spec, await this.host.openKernels(chosen));
        const every = summaryEvery(spec, spec.training.steps);
        built.push({ spec, trainer, every, frames: [], newest: await trainer.measure() });
      } catch (error) {
        for (const { trainer } of built) trainer.dispose();
        this.post({ kind: 'failed', run, place, fault: asFault(error) });
        return;
      }
      // Another list may have arrived while this one was being built.
      if (this.number !== run) {
        for (const { trainer } of built) trainer.dispose();
        return;
      }
    }
    this.runs = built;
    await this.report();
  }

  private async train(): Promise<void> {
    const { host, number } = this;
    let reported = host.now();
    await inSlices(host, sliceTime, {
      more: () => this.playing && this.number === number && this.runs.some((run) => this.isOpen(run)),
      advance: () => (this.pace === 'lockstep' ? this.stepAll() : this.raceOnce()),
      between: async () => {
        if (host.now() - reported <= reportTime) return;
        await this.report();
        reported = host.now();
      },
    });
    if (this.number !== number) return;
    this.playing = false;
    await this.report();
  }

  /** Whether a run is to be trained further now. */
  private isOpen(run: TrainedRun): boolean {
    const goal = this.goals?.[this.runs.indexOf(run)] ?? Number.POSITIVE_INFINITY;
    return !isDone(run) && run.trainer.step < goal;
  }

  private async step(steps: number): Promise<void> {
    this.goals = undefined;
    for (let i = 0; i < steps; i++) await this.stepAll();
    await this.report();
  }

  /** Does one update of every run at the lowest step; runs that are further ahead after a race wait. */
  private async stepAll(): Promise<void> {
    const open = this.runs.filter((run) => this.isOpen(run));
    const least = Math.min(...open.map(({ trainer }) => trainer.step));
    for (const run of open) if (run.trainer.step === least) await advance(run);
  }

  private async raceOnce(): Promise<void> {
    for (const run of this.runs) {
      const end = this.host.now() + turnTime;
      while (this.isOpen(run) && this.host.now() < end) await advance(run);
    }
  }

  private async report(): Promise<void> {
    const { number } = this;
    const runs: RunProgress[] = [];
    for (const run of this.runs) {
      const { spec, trainer, frames, newest } = run;
      const recorded = newest ? [...frames, newest] : frames;
      const done = isDone(run);
      const end = {
        train: done ? await trainer.evaluate('train') : undefined,
        test: done ? await trainer.evaluate('test') : undefined,
        divergence: trainer.divergence,
      };
      runs.push({ step: trainer.step, summary: summarize(spec, recorded, end), done });
    }
    const playing = this.playing && this.runs.some((run) => !isDone(run));
    if (this.number === number) this.post({ kind: 'progress', run: number, playing, runs });
  }
}

async function advance(run: TrainedRun): Promise<void> {
  const { trainer, spec, every, frames } = run;
  const due = trainer.step % every === 0 || trainer.step === spec.training.steps - 1;
  const frame = await trainer.advance(due);
  if (!frame) return;
  if (due || trainer.divergence) frames.push(frame.slice());
  run.newest = due ? undefined : frame;
}

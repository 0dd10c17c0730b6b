import { createTrainer } from '../engine/createTrainer';
import { candidates } from '../engine/kernels/open';
import { type RunSummary, summarize, summaryEvery } from '../engine/summary';
import type { TelemetryFrame } from '../engine/telemetry';
import type { Trainer } from '../engine/trainer';
import type { ExperimentSpec } from '../schema/experiment';
import type { JobHost } from './job';
import type { Backend, Fault } from './protocol';
import { asFault } from './session';

/** What the page may ask of a worker that holds several runs to be looked at side by side. */
export type ComparisonCommand =
  /** Builds all runs; answered by `progress` or, where one can't be built, by `failed`. Replaces those before. */
  | {
      readonly kind: 'load';
      readonly id: number;
      readonly specs: readonly ExperimentSpec[];
      readonly backend: Backend | 'auto';
    }
  /** Trains: in lockstep all are at the same step, in a race each has the same share of the time. */
  | { readonly kind: 'play'; readonly pace: Pace }
  /** One update of each run that is not behind others. */
  | { readonly kind: 'step' }
  | { readonly kind: 'pause' };

export const paces = ['lockstep', 'race'] as const;
export type Pace = (typeof paces)[number];

export type ComparisonReport =
  /** How every run stands, at first and several times a second while they train. */
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly playing: boolean;
      readonly runs: readonly RunProgress[];
    }
  | { readonly kind: 'failed'; readonly id: number; readonly run: number; readonly fault: Fault };

/** How one run stands. */
export interface RunProgress {
  readonly step: number;
  /** Undefined before the first step. */
  readonly summary: RunSummary | undefined;
  readonly done: boolean;
}

interface Run {
  readonly spec: ExperimentSpec;
  readonly trainer: Trainer;
  readonly every: number;
  readonly frames: TelemetryFrame[];
  /** The newest recorded step, where it is not one of `frames`. */
  newest: TelemetryFrame | undefined;
}

/** Milliseconds between two reports, of training between two looks at commands, and of a run's turn in a race. */
const reportTime = 100;
const sliceTime = 20;
const turnTime = 4;

const isDone = ({ trainer, spec }: Run): boolean =>
  trainer.step >= spec.training.steps || trainer.divergence !== undefined;

/** A comparison worker's side: several networks trained in turns. Knows neither Worker nor thread. */
export class ComparisonSession {
  private runs: readonly Run[] = [];
  private id = -1;
  private playing = false;
  private pace: Pace = 'lockstep';
  /** What is being trained just now; nothing is taken from under it. */
  private work: Promise<void> | undefined;

  constructor(
    private readonly host: JobHost,
    private readonly post: (report: ComparisonReport) => void,
  ) {}

  /** Handles a command. Never rejects: faults are reported. */
  async handle(command: ComparisonCommand): Promise<void> {
    switch (command.kind) {
      case 'load':
        return this.load(command);
      case 'play':
        this.pace = command.pace;
        this.playing = true;
        return this.alone(() => this.train());
      case 'step':
        return this.alone(async () => {
          await this.stepAll();
          await this.report();
        });
      case 'pause':
        this.playing = false;
    }
  }

  /** Does some training, unless there is some under way. */
  private async alone(work: () => Promise<void>): Promise<void> {
    if (this.work) return;
    this.work = work();
    await this.work;
    this.work = undefined;
  }

  private async load({ id, specs, backend }: Extract<ComparisonCommand, { kind: 'load' }>): Promise<void> {
    this.id = id;
    this.playing = false;
    await this.work;
    if (this.id !== id) return;
    for (const { trainer } of this.runs) trainer.dispose();
    this.runs = [];
    const built: Run[] = [];
    for (const [run, spec] of specs.entries()) {
      try {
        const chosen = backend === 'auto' ? (await candidates(spec))[0]! : backend;
        const trainer = await createTrainer(spec, await this.host.openKernels(chosen));
        const every = summaryEvery(spec, spec.training.steps);
        built.push({ spec, trainer, every, frames: [], newest: undefined });
      } catch (error) {
        for (const { trainer } of built) trainer.dispose();
        this.post({ kind: 'failed', id, run, fault: asFault(error) });
        return;
      }
      // Another list may have come in while this one was being built.
      if (this.id !== id) {
        for (const { trainer } of built) trainer.dispose();
        return;
      }
    }
    this.runs = built;
    await this.report();
  }

  private async train(): Promise<void> {
    const { host, id } = this;
    let reported = host.now();
    let slice = host.now();
    while (this.playing && this.id === id && this.runs.some((run) => !isDone(run))) {
      if (this.pace === 'lockstep') await this.stepAll();
      else await this.raceOnce();
      const now = host.now();
      if (now - slice < sliceTime) continue;
      if (now - reported > reportTime) {
        await this.report();
        reported = host.now();
      }
      await host.yieldToMessages();
      slice = host.now();
    }
    if (this.id !== id) return;
    this.playing = false;
    await this.report();
  }

  /** One update of every run at the least step; those that a race has brought further wait. */
  private async stepAll(): Promise<void> {
    const open = this.runs.filter((run) => !isDone(run));
    const least = Math.min(...open.map(({ trainer }) => trainer.step));
    for (const run of open) if (run.trainer.step === least) await advance(run);
  }

  private async raceOnce(): Promise<void> {
    for (const run of this.runs) {
      const end = this.host.now() + turnTime;
      while (!isDone(run) && this.host.now() < end) await advance(run);
    }
  }

  private async report(): Promise<void> {
    const { id } = this;
    const runs: RunProgress[] = [];
    for (const run of this.runs) {
      const { spec, trainer, frames, newest } = run;
      const shown = newest ? [...frames, newest] : frames;
      const done = isDone(run);
      const end = {
        train: done ? await trainer.evaluate('train') : undefined,
        test: done ? await trainer.evaluate('test') : undefined,
        divergence: trainer.divergence,
      };
      const summary = shown.length > 0 ? summarize(spec, shown, end) : undefined;
      runs.push({ step: trainer.step, summary, done });
    }
    const playing = this.playing && this.runs.some((run) => !isDone(run));
    if (this.id === id) this.post({ kind: 'progress', id, playing, runs });
  }
}

async function advance(run: Run): Promise<void> {
  const { trainer, spec, every, frames } = run;
  const due = trainer.step % every === 0 || trainer.step === spec.training.steps - 1;
  const frame = await trainer.advance(due);
  if (!frame) return;
  if (due || trainer.divergence) frames.push(frame.slice());
  run.newest = due ? undefined : frame;
}

import type { Kernels } from '../engine/kernels/kernels';
import { candidates } from '../engine/kernels/open';
import type { ExperimentSpec } from '../schema/experiment';
import { asFault } from './fault';
import type { JobHost } from './job';
import type { Backend, Fault } from './protocol';
import { inSlices } from './slices';

/** Commands from the page to a worker that trains a study for display. The words are those of the training worker. */
export type StudyCommand<Spec, PictureRequest> =
  /** The answer is `ready`, or `failed` if it cannot be built. The previous study is replaced only after a successful build. */
  | { readonly kind: 'load'; readonly run: number; readonly spec: Spec; readonly backend: Backend | 'auto' }
  /**
   * Trains until paused, or until the share `to` of all updates is done; or does `steps` more updates of all networks that are
   * currently trained.
   */
  | { readonly kind: 'play'; readonly steps?: number; readonly to?: number }
  | { readonly kind: 'pause' }
  /** The pictures that the page shows. A `snapshot` follows now and, during training, now and then. */
  | { readonly kind: 'observe'; readonly request: PictureRequest };

export type StudyReport<Data, Progress, Snapshot> =
  | { readonly kind: 'ready'; readonly run: number; readonly data: Data }
  /** The state: sent at first, several times a second during training, and at every stop. */
  | {
      readonly kind: 'progress';
      readonly run: number;
      readonly playing: boolean;
      /** Whether this is the report of a stop. Another one without `playing` may be from before the page's newest Play. */
      readonly stopped: boolean;
      readonly done: boolean;
      readonly progress: Progress;
    }
  | { readonly kind: 'snapshot'; readonly run: number; readonly snapshot: Snapshot }
  | { readonly kind: 'failed'; readonly run: number; readonly fault: Fault };

/** Something that trains in pieces. */
export interface Trained {
  readonly done: boolean;
  /** The completed share of all updates. */
  readonly progress: number;
  advance(): Promise<void>;
  dispose(): void;
}

/** What the session of a study needs to know about one kind of study. */
export interface StudyAdapter<Spec, PictureRequest, Run extends Trained, Data, Progress, Snapshot> {
  readonly noPictures: PictureRequest;
  /** The experiment that the backend is chosen for. */
  experiment(spec: Spec): ExperimentSpec;
  /**
   * @param before the study to be replaced, on the same backend; its parts may be reused, because it is no longer trained
   * @throws Problem if its parts do not fit together; `before` is then unchanged
   */
  open(spec: Spec, openKernels: () => Promise<Kernels>, before: Run | undefined): Promise<Run>;
  data(run: Run): Data;
  progress(run: Run): Progress;
  /**
   * Undefined if there is nothing to show yet.
   * @param yieldToMessages long computations await it now and then; it throws if something else is requested meanwhile
   */
  snapshot(
    run: Run,
    request: PictureRequest,
    openKernels: () => Promise<Kernels>,
    yieldToMessages: () => Promise<void>,
  ): Promise<Snapshot | undefined>;
  /** Whether the next piece only prepares later training. */
  preparing?(run: Run): boolean;
}

/** In milliseconds: the time between two reports, between two checks for commands, and between two snapshots during training. */
const reportTime = 150;
const sliceTime = 20;
const snapshotTime = 1500;

/** Thrown into a snapshot's computation when nobody needs the snapshot any more. */
class Superseded extends Error {}

/** The worker's side of a displayed study. It does not depend on Worker or threads. */
export class StudySession<Spec, PictureRequest, Run extends Trained, Data, Progress, Snapshot> {
  private study: Run | undefined;
  /** The number of the study in memory, and of the most recently requested one. */
  private number = -1;
  private newest = -1;
  private backend: Backend = 'wasm';
  /** The number of the Play that the worker follows; undefined: it rests. */
  private playing: number | undefined;
  private plays = 0;
  private request: PictureRequest;
  /** The work in progress. Data that it uses must not be replaced. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly adapter: StudyAdapter<Spec, PictureRequest, Run, Data, Progress, Snapshot>,
    private readonly host: JobHost,
    private readonly post: (report: StudyReport<Data, Progress, Snapshot>) => void,
  ) {
    this.request = adapter.noPictures;
  }

  /** Handles a command. Never rejects: errors are reported as messages. */
  handle(command: StudyCommand<Spec, PictureRequest>): Promise<void> {
    switch (command.kind) {
      case 'pause':
        this.playing = undefined;
        return Promise.resolve();
      case 'observe':
        this.request = command.request;
        // During training, snapshots are sent without a request.
        if (this.playing !== undefined) return Promise.resolve();
        break;
      case 'load':
        this.newest = command.run;
        this.playing = undefined;
        break;
      case 'play':
        if (command.steps !== undefined) break;
        // It takes the place of a Play that was to end earlier.
        this.playing = ++this.plays;
    }
    const { newest, plays } = this;
    this.work = this.work.then(() => this.carryOut(command, newest, plays));
    return this.work;
  }

  /**
   * @param newest the most recent load when the command arrived
   * @param turn the most recent Play when it arrived
   */
  private async carryOut(
    command: Exclude<StudyCommand<Spec, PictureRequest>, { kind: 'pause' }>,
    newest: number,
    turn: number,
  ): Promise<void> {
    try {
      if (command.kind === 'load') await this.load(command);
      else if (newest !== this.newest) return;
      else if (command.kind === 'observe') await this.snapshot();
      else if (command.steps === undefined) await this.train(newest, turn, command.to);
      else await this.step(command.steps);
    } catch (error) {
      if (error instanceof Superseded) return;
      this.playing = undefined;
      const run = command.kind === 'load' ? command.run : this.number;
      this.post({ kind: 'failed', run, fault: asFault(error) });
    }
  }

  private readonly openKernels = () => this.host.openKernels(this.backend);

  private async load({
    run,
    spec,
    backend,
  }: Extract<StudyCommand<Spec, PictureRequest>, { kind: 'load' }>): Promise<void> {
    if (run !== this.newest) return;
    const { adapter } = this;
    const chosen = backend === 'auto' ? (await candidates(adapter.experiment(spec)))[0]! : backend;
    const before = chosen === this.backend ? this.study : undefined;
    const study = await adapter.open(spec, () => this.host.openKernels(chosen), before);
    this.study?.dispose();
    this.study = study;
    this.number = run;
    this.backend = chosen;
    this.post({ kind: 'ready', run, data: adapter.data(study) });
    this.report();
  }

  private async step(steps: number): Promise<void> {
    const { study, adapter } = this;
    for (let i = 0; i < steps && study && !study.done; i++) {
      while (adapter.preparing?.(study)) await study.advance();
      await study.advance();
      if (i < steps - 1) this.report();
    }
    this.report(true);
    await this.snapshot();
  }

  private async train(newest: number, turn: number, to = Number.POSITIVE_INFINITY): Promise<void> {
    const { host, study } = this;
    let reported = host.now();
    let shown = reported;
    if (study) {
      await inSlices(host, sliceTime, {
        more: () => this.playing === turn && this.newest === newest && !study.done && study.progress < to,
        advance: () => study.advance(),
        between: async () => {
          const now = host.now();
          if (now - reported > reportTime) {
            this.report();
            reported = now;
          }
          if (now - shown > snapshotTime) {
            await this.snapshot();
            shown = host.now();
          }
        },
      });
    }
    // Play that was pressed again goes on in a turn of its own.
    if (this.newest !== newest || (this.playing !== undefined && this.playing !== turn)) return;
    this.playing = undefined;
    this.report(true);
    await this.snapshot();
  }

  private report(stopped = false): void {
    const { study, number, adapter } = this;
    if (!study) return;
    const { done } = study;
    this.post({
      kind: 'progress',
      run: number,
      playing: this.playing !== undefined && !done,
      stopped,
      done,
      progress: adapter.progress(study),
    });
  }

  private async snapshot(): Promise<void> {
    const { host, study, number, newest, adapter, request } = this;
    const yieldToMessages = async () => {
      await host.yieldToMessages();
      if (this.newest !== newest) throw new Superseded();
    };
    const snapshot = study && (await adapter.snapshot(study, request, this.openKernels, yieldToMessages));
    if (snapshot) this.post({ kind: 'snapshot', run: number, snapshot });
  }
}

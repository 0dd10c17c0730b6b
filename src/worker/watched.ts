import type { Kernels } from '../engine/kernels/kernels';
import { candidates } from '../engine/kernels/open';
import type { ExperimentSpec } from '../schema/experiment';
import type { JobHost } from './job';
import type { Backend, Fault } from './protocol';
import { asFault } from './session';

/** Commands from the page to a worker that trains several networks for display. */
export type WatchedCommand<Spec, PictureRequest> =
  /** The answer is `loaded`, or `failed` if it cannot be built. The previous study is replaced only after a successful build. */
  | { readonly kind: 'load'; readonly id: number; readonly spec: Spec; readonly backend: Backend | 'auto' }
  | { readonly kind: 'play' }
  /** Does one update of all networks that are currently trained. */
  | { readonly kind: 'step' }
  | { readonly kind: 'pause' }
  /** The pictures that the page shows. They follow now and, during training, as often as their cost allows. */
  | { readonly kind: 'look'; readonly request: PictureRequest };

export type WatchedReport<Data, Progress, Pictures> =
  | { readonly kind: 'loaded'; readonly id: number; readonly data: Data }
  /** The state: sent at first, several times a second during training, and at every stop. */
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly playing: boolean;
      readonly done: boolean;
      readonly progress: Progress;
    }
  | { readonly kind: 'pictures'; readonly id: number; readonly pictures: Pictures }
  | { readonly kind: 'failed'; readonly id: number; readonly fault: Fault };

/** Something that trains in pieces. */
export interface Trained {
  readonly done: boolean;
  advance(): Promise<void>;
  dispose(): void;
}

/** The part that differs between the kinds of studies. */
export interface Watching<Spec, PictureRequest, Run extends Trained, Data, Progress, Pictures> {
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
  pictures(
    run: Run,
    request: PictureRequest,
    openKernels: () => Promise<Kernels>,
    yieldToMessages: () => Promise<void>,
  ): Promise<Pictures | undefined>;
  /** Whether the next piece only prepares later training. */
  preparing?(run: Run): boolean;
}

/** In milliseconds: the time between two reports, between two checks for commands, and between two pictures during training. */
const reportTime = 150;
const sliceTime = 20;
const pictureTime = 1500;

/** Thrown into a picture's computation when nobody needs the picture any more. */
class Superseded extends Error {}

/** The worker's side of a displayed study. It does not depend on Worker or threads. */
export class WatchedSession<Spec, PictureRequest, Run extends Trained, Data, Progress, Pictures> {
  private run: Run | undefined;
  /** The load number of the run in memory, and the newest load number. */
  private id = -1;
  private newest = -1;
  private backend: Backend = 'wasm';
  private playing = false;
  private request: PictureRequest;
  /** The work in progress. Data that it uses must not be replaced. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly watching: Watching<Spec, PictureRequest, Run, Data, Progress, Pictures>,
    private readonly host: JobHost,
    private readonly post: (report: WatchedReport<Data, Progress, Pictures>) => void,
  ) {
    this.request = watching.noPictures;
  }

  /** Handles a command. Never rejects: errors are reported as messages. */
  handle(command: WatchedCommand<Spec, PictureRequest>): Promise<void> {
    switch (command.kind) {
      case 'pause':
        this.playing = false;
        return Promise.resolve();
      case 'look':
        this.request = command.request;
        // During training, pictures are sent without a request.
        if (this.playing) return Promise.resolve();
        break;
      case 'load':
        this.newest = command.id;
        this.playing = false;
        break;
      case 'play':
        if (this.playing) return Promise.resolve();
        this.playing = true;
    }
    const { newest } = this;
    this.work = this.work.then(() => this.carryOut(command, newest));
    return this.work;
  }

  /** @param newest the most recent load when the command arrived */
  private async carryOut(
    command: Exclude<WatchedCommand<Spec, PictureRequest>, { kind: 'pause' }>,
    newest: number,
  ): Promise<void> {
    try {
      if (command.kind === 'load') await this.load(command);
      else if (newest !== this.newest) return;
      else if (command.kind === 'play') await this.train(newest);
      else {
        if (command.kind === 'step') await this.stepOnce();
        await this.takePictures();
      }
    } catch (error) {
      if (error instanceof Superseded) return;
      this.playing = false;
      const id = command.kind === 'load' ? command.id : this.id;
      this.post({ kind: 'failed', id, fault: asFault(error) });
    }
  }

  private readonly openKernels = () => this.host.openKernels(this.backend);

  private async load({
    id,
    spec,
    backend,
  }: Extract<WatchedCommand<Spec, PictureRequest>, { kind: 'load' }>): Promise<void> {
    if (id !== this.newest) return;
    const { watching } = this;
    const chosen = backend === 'auto' ? (await candidates(watching.experiment(spec)))[0]! : backend;
    const before = chosen === this.backend ? this.run : undefined;
    const run = await watching.open(spec, () => this.host.openKernels(chosen), before);
    this.run?.dispose();
    this.run = run;
    this.id = id;
    this.backend = chosen;
    this.post({ kind: 'loaded', id, data: watching.data(this.run) });
    this.report();
  }

  private async stepOnce(): Promise<void> {
    const { run, watching } = this;
    if (!run || run.done) return;
    while (watching.preparing?.(run)) await run.advance();
    await run.advance();
    this.report();
  }

  private async train(newest: number): Promise<void> {
    const { host, run } = this;
    let slice = host.now();
    let reported = slice;
    let pictured = slice;
    while (run && this.playing && this.newest === newest && !run.done) {
      await run.advance();
      const now = host.now();
      if (now - slice < sliceTime) continue;
      if (now - reported > reportTime) {
        this.report();
        reported = now;
      }
      if (now - pictured > pictureTime) {
        await this.takePictures();
        pictured = host.now();
      }
      await host.yieldToMessages();
      slice = host.now();
    }
    if (this.newest !== newest) return;
    this.playing = false;
    this.report();
    await this.takePictures();
  }

  private report(): void {
    const { run, id, watching } = this;
    if (!run) return;
    const { done } = run;
    this.post({
      kind: 'progress',
      id,
      playing: this.playing && !done,
      done,
      progress: watching.progress(run),
    });
  }

  private async takePictures(): Promise<void> {
    const { host, run, id, newest, watching, request } = this;
    const yieldToMessages = async () => {
      await host.yieldToMessages();
      if (this.newest !== newest) throw new Superseded();
    };
    const pictures = run && (await watching.pictures(run, request, this.openKernels, yieldToMessages));
    if (pictures) this.post({ kind: 'pictures', id, pictures });
  }
}

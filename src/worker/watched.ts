import type { Kernels } from '../engine/kernels/kernels';
import { candidates } from '../engine/kernels/open';
import type { ExperimentSpec } from '../schema/experiment';
import type { JobHost } from './job';
import type { Backend, Fault } from './protocol';
import { asFault } from './session';

/** What the page may ask of a worker that holds something of several networks to be looked at. */
export type WatchedCommand<Spec, PictureRequest> =
  /** Answered by `loaded`, or by `failed` where it can't be built. Only what was built replaces the one before. */
  | { readonly kind: 'load'; readonly id: number; readonly spec: Spec; readonly backend: Backend | 'auto' }
  | { readonly kind: 'play' }
  /** One update of whatever is trained at the moment. */
  | { readonly kind: 'step' }
  | { readonly kind: 'pause' }
  /** The pictures the page has on view; they follow now, and while training as often as is cheap. */
  | { readonly kind: 'look'; readonly request: PictureRequest };

export type WatchedReport<Data, Progress, Pictures> =
  | { readonly kind: 'loaded'; readonly id: number; readonly data: Data }
  /** How it stands: at first, several times a second while it trains, and whenever it stops. */
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly playing: boolean;
      readonly done: boolean;
      readonly progress: Progress;
    }
  | { readonly kind: 'pictures'; readonly id: number; readonly pictures: Pictures }
  | { readonly kind: 'failed'; readonly id: number; readonly fault: Fault };

/** Something that trains piece by piece. */
export interface Trained {
  readonly done: boolean;
  advance(): Promise<void>;
  dispose(): void;
}

/** What is particular to one kind of thing that is watched. */
export interface Watching<Spec, PictureRequest, Run extends Trained, Data, Progress, Pictures> {
  readonly noPictures: PictureRequest;
  /** The experiment that the backend is chosen for. */
  experiment(spec: Spec): ExperimentSpec;
  /**
   * @param before what is replaced, on the same backend: it may be made use of, for it is trained no more
   * @throws Problem where its parts do not go together; nothing is then taken from what was before
   */
  open(spec: Spec, openKernels: () => Promise<Kernels>, before: Run | undefined): Promise<Run>;
  data(run: Run): Data;
  progress(run: Run): Progress;
  /**
   * Undefined where there is nothing to be seen yet.
   * @param yieldToMessages to be awaited now and then by what takes long; throws where something else is asked for meanwhile
   */
  pictures(
    run: Run,
    request: PictureRequest,
    openKernels: () => Promise<Kernels>,
    yieldToMessages: () => Promise<void>,
  ): Promise<Pictures | undefined>;
  /** Whether the next piece only makes ready what is trained after it. */
  preparing?(run: Run): boolean;
}

/** Milliseconds between two reports, between two looks at commands, and between two pictures while training. */
const reportTime = 150;
const sliceTime = 20;
const pictureTime = 1500;

/** Thrown into pictures that nobody waits for any more. */
class Superseded extends Error {}

/** The worker's side of something that is watched. Knows neither Worker nor thread. */
export class WatchedSession<Spec, PictureRequest, Run extends Trained, Data, Progress, Pictures> {
  private run: Run | undefined;
  /** The load of the run in memory, and the newest load. */
  private id = -1;
  private newest = -1;
  private backend: Backend = 'wasm';
  private playing = false;
  private request: PictureRequest;
  /** What is being done just now; nothing is taken from under it. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly watching: Watching<Spec, PictureRequest, Run, Data, Progress, Pictures>,
    private readonly host: JobHost,
    private readonly post: (report: WatchedReport<Data, Progress, Pictures>) => void,
  ) {
    this.request = watching.noPictures;
  }

  /** Handles a command. Never rejects: faults are reported. */
  handle(command: WatchedCommand<Spec, PictureRequest>): Promise<void> {
    switch (command.kind) {
      case 'pause':
        this.playing = false;
        return Promise.resolve();
      case 'look':
        this.request = command.request;
        // While training, pictures follow of themselves.
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

  /** @param newest the load that had been asked for last when the command came */
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

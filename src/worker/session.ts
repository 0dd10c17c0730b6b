import type { Calibration } from '../engine/calibrate';
import { createTrainer } from '../engine/createTrainer';
import type { Kernels } from '../engine/kernels/kernels';
import type { LiveSettings, Trainer } from '../engine/trainer';
import { whenReady } from '../engine/whenReady';
import type { ExperimentSpec } from '../schema/experiment';
import { asFault } from './fault';
import { FrameQueue } from './frameQueue';
import { type Pictures, preparePictures } from './pictures';
import {
  type Backend,
  type Checkpoint,
  type Command,
  noPictures,
  type PictureRequest,
  type Report,
  type Snapshot,
  type StopReason,
} from './protocol';
import { inSlices } from './slices';
import { StopConditions } from './stopConditions';
import type { Thread } from './thread';

/** The functions that a session needs from its thread. */
export interface SessionHost extends Thread<Report> {
  /** Finds the fastest backend for an experiment. */
  calibrate(spec: ExperimentSpec): Promise<Calibration>;
  sleep(milliseconds: number): Promise<void>;
}

/** Milliseconds of training between two checks for commands. */
const sliceTime = 12;
/** Milliseconds of training between two checkpoints. */
const checkpointTime = 2000;
/** The largest share of training time that snapshots may take. */
const snapshotShare = 0.15;
/** The largest number of bytes of unacknowledged frames. Beyond it training waits, so that no frame is lost. */
const bufferLimit = 8_000_000;
/** Milliseconds that training may lag behind its speed limit and catch up. */
const mostDelay = 1000;

type LoadCommand = Extract<Command, { kind: 'load' }>;

/**
 * Executes the page's commands for one run after another: the training loop, its speed limit, its reports. It does not depend
 * on Worker.
 */
export class TrainingSession {
  private trainer: Trainer | undefined;
  private pictures: Pictures | undefined;
  private watch: StopConditions | undefined;
  private run = -1;
  /** The most recently requested run; it differs from `run` while it is being built. */
  private requestedRun = -1;
  private playing = false;
  /** Whether it trains a given number of steps, regardless of the stop conditions. */
  private bounded = false;
  private until = 0;
  private speed: number | null = null;
  private request: PictureRequest = noPictures;
  private readonly frames = new FrameQueue();
  private acknowledged = true;
  private paceStart = { time: 0, step: 0 };
  private rate = { time: 0, step: 0, value: 0 };
  private lastCheckpoint = 0;
  private snapshotDue = 0;
  private measuring = false;
  private loop: Promise<void> = Promise.resolve();
  private snapshots: Promise<void> = Promise.resolve();
  private settings: LiveSettings | undefined;

  constructor(private readonly host: SessionHost) {}

  /** Handles a command. Resolves when it has taken effect. Never rejects: errors are reported as messages. */
  async handle(command: Command): Promise<void> {
    try {
      await this.dispatch(command);
    } catch (error) {
      this.fail(error);
    }
  }

  private async dispatch(command: Command): Promise<void> {
    switch (command.kind) {
      case 'load':
        return this.load(command);
      case 'play':
        return this.play(command.steps);
      case 'pause':
        return this.pause();
      case 'change':
        this.settings = command.settings;
        this.trainer?.change(command.settings);
        this.watch?.change(command.stop);
        return this.measureAgain();
      case 'speed':
        this.speed = command.stepsPerSecond;
        this.restartPace();
        return;
      case 'observe':
        this.request = command.request;
        if (this.trainer && !this.playing) await this.snapshot();
        return;
      case 'acknowledge':
        this.acknowledged = true;
        this.flush();
    }
  }

  /**
   * Builds the new run, in the network of the previous one if that fits. Otherwise the previous run is released only when the new
   * one is ready. If that cannot be built, the previous one stays, paused.
   */
  private async load({ run, spec, backend, checkpoint, replayTo, known }: LoadCommand): Promise<void> {
    const wasPlaying = this.playing;
    this.playing = false;
    this.requestedRun = run;
    await this.loop;
    if (this.requestedRun !== run) return;
    let trainer: Trainer;
    let pictures: Pictures;
    let measured: Float64Array;
    let start: Checkpoint;
    let calibration: Calibration | undefined;
    try {
      if (backend === 'auto') calibration = known ?? (await this.host.calibrate(spec));
      const chosen = calibration?.chosen ?? (backend as Backend);
      if (!checkpoint && (await this.reuse(spec, chosen))) {
        trainer = this.trainer!;
        this.run = run;
        this.pictures = undefined;
      } else {
        const opened = await this.openKernels(
          spec,
          chosen,
          calibration !== undefined && calibration === known,
        );
        calibration = opened.calibration ?? calibration;
        trainer = await createTrainer(spec, opened.kernels);
      }
      if (checkpoint) trainer.restore(checkpoint);
      await this.replay(trainer, replayTo ?? 0, () => this.requestedRun === run);
      pictures = preparePictures(spec);
      start = await trainer.checkpoint();
      measured = await trainer.measure(start);
    } catch (error) {
      if (this.requestedRun !== run) return;
      this.requestedRun = this.run;
      this.host.post({ kind: 'failed', run, fault: asFault(error) });
      if (wasPlaying) await this.stop('paused');
      return;
    }
    if (this.trainer !== trainer) {
      if (this.requestedRun !== run) return trainer.dispose();
      this.trainer?.dispose();
      this.trainer = trainer;
    }
    this.pictures = pictures;
    this.run = run;
    this.frames.clear();
    this.acknowledged = true;
    this.settings = undefined;
    this.watch = new StopConditions(spec);
    this.lastCheckpoint = this.host.now();
    this.rate = { time: this.host.now(), step: trainer.step, value: 0 };
    this.host.post({
      kind: 'ready',
      run,
      backend: trainer.backend,
      ...(calibration ? { calibration } : {}),
      stepsPerEpoch: trainer.stepsPerEpoch,
      data: pictures.summary,
      measured,
    });
    const { step, divergence } = trainer;
    if (divergence) this.host.post({ kind: 'stopped', run, step, reason: 'diverged', divergence });
    else this.postCheckpoint(run, start);
    // If a newer experiment has already been requested, its pictures come first.
    await this.host.yieldToMessages();
    if (this.requestedRun === run) await this.snapshot();
  }

  /** Opens a backend. What was the fastest on an earlier visit may not be there any more: then the backends are measured again. */
  private async openKernels(
    spec: ExperimentSpec,
    backend: Backend,
    fromEarlierVisit: boolean,
  ): Promise<{ kernels: Kernels; calibration?: Calibration }> {
    try {
      return { kernels: await this.host.openKernels(backend) };
    } catch (error) {
      if (!fromEarlierVisit) throw error;
      const calibration = await this.host.calibrate(spec);
      return { kernels: await this.host.openKernels(calibration.chosen), calibration };
    }
  }

  /**
   * Starts the new run in the network of the present one, if they differ in nothing but numbers: a slider that is dragged needs no
   * new code. Pictures of the present run that are being taken end first.
   */
  private async reuse(spec: ExperimentSpec, backend: Backend): Promise<boolean> {
    const { trainer } = this;
    await this.snapshots;
    return (
      trainer !== undefined && trainer === this.trainer && trainer.backend === backend && trainer.become(spec)
    );
  }

  /** Measures a run at its start again after a change of settings and reports it; dragging a slider requests this many times. */
  private async measureAgain(): Promise<void> {
    if (this.measuring) return;
    const { trainer, host, run } = this;
    if (!trainer || this.playing || trainer.step > 0) return;
    this.measuring = true;
    await host.yieldToMessages();
    this.measuring = false;
    const measured = this.loop.then(async () => {
      if (this.trainer !== trainer || this.requestedRun !== run || trainer.step > 0) return;
      host.post({ kind: 'measured', run, measured: await trainer.measure() });
    });
    this.loop = measured.catch(() => undefined);
    await measured;
    if (this.trainer === trainer && !this.playing) await this.snapshot();
  }

  /** Trains to a step without recording, as long as `isCurrent`. */
  private replay(trainer: Trainer, to: number, isCurrent: () => boolean): Promise<void> {
    return inSlices(this.host, sliceTime, {
      more: () => trainer.step < to && !trainer.divergence && isCurrent(),
      advance: () => whenReady(trainer.advance(), () => undefined),
    });
  }

  private play(steps: number | undefined): void {
    const { trainer } = this;
    if (!trainer) return;
    if (trainer.divergence) return void this.stop('diverged');
    const limit = this.settings?.steps ?? trainer.spec.training.steps;
    // If the run has reached the limit, Play allows the same number of steps again.
    const grant = (Math.floor(trainer.step / limit) + 1) * limit;
    this.until = steps === undefined ? grant : trainer.step + steps;
    // A loop that is still stopping goes on with the newest Play.
    this.bounded = steps !== undefined;
    this.restartPace();
    this.rate = { time: this.host.now(), step: trainer.step, value: this.rate.value };
    if (this.playing) return;
    this.playing = true;
    const before = this.loop;
    this.loop = before.then(() => this.train()).catch((error) => this.fail(error));
  }

  /** Waits for the current step, so that all parts of a report are of the same moment. */
  private async pause(): Promise<void> {
    if (!this.playing) return;
    const { run } = this;
    this.playing = false;
    await this.loop;
    if (this.run === run && !this.playing) await this.stop('paused');
  }

  /** Trains in short slices until stopped. */
  private train(): Promise<void> {
    const { host } = this;
    let stopped = false;
    const stop = (reason: StopReason) => {
      stopped = true;
      return this.stop(reason);
    };
    return inSlices(host, sliceTime, {
      // A new Play may arrive while this loop stops. It starts a loop of its own.
      more: () => this.playing && !stopped,
      advance: () => {
        const trainer = this.trainer!;
        if (trainer.step >= this.until) return stop(this.bounded ? 'paused' : 'steps');
        const wait = this.waitForPace(trainer.step);
        if (wait > 0) return host.sleep(Math.min(wait, sliceTime)).then(() => 'pause');
        return whenReady(trainer.advance(trainer.step + 1 >= this.until), (frame) => {
          if (!frame) return undefined;
          this.frames.push(frame);
          if (trainer.divergence) return stop('diverged');
          const reason = this.bounded ? undefined : this.watch!.check(frame);
          return reason && stop(reason);
        });
      },
      between: async () => {
        this.flush();
        await this.housekeeping(this.trainer!);
        while (this.playing && this.frames.bytes > bufferLimit) await host.sleep(5);
      },
    });
  }

  private async housekeeping(trainer: Trainer): Promise<void> {
    const { host, run } = this;
    if (host.now() - this.lastCheckpoint > checkpointTime) {
      const checkpoint = await trainer.checkpoint();
      this.lastCheckpoint = host.now();
      this.postCheckpoint(run, checkpoint);
    }
    if (host.now() >= this.snapshotDue) await this.snapshot();
  }

  /** Stops and reports the reason, with the last frames, a snapshot and a checkpoint. */
  private async stop(reason: StopReason): Promise<void> {
    const { trainer, host, run } = this;
    this.playing = false;
    if (!trainer) return;
    this.flush('all');
    this.frames.clear();
    const { step, divergence } = trainer;
    host.post({ kind: 'stopped', run, step, reason, ...(divergence ? { divergence } : {}) });
    if (divergence) return;
    const checkpoint = await trainer.checkpoint();
    if (this.run === run && !this.playing) this.postCheckpoint(run, checkpoint);
    if (this.run === run && !this.playing) await this.snapshot();
  }

  /** Its arrays lie in a buffer of their own, which moves to the page. */
  private postCheckpoint(run: number, checkpoint: Checkpoint): void {
    const buffers = new Set(checkpoint.arrays.map(({ buffer }) => buffer));
    this.host.post({ kind: 'checkpoint', run, checkpoint }, [...buffers]);
  }

  /** Sends recorded frames; during training, only after the page has drawn the previous ones. */
  private flush(when: 'drawn' | 'all' = 'drawn'): void {
    const { trainer, frames, host, run } = this;
    if ((when === 'drawn' && !this.acknowledged) || frames.count === 0 || !trainer) return;
    const { count } = frames;
    const joined = frames.take();
    this.acknowledged = false;
    host.post(
      {
        kind: 'frames',
        run,
        count,
        frames: joined,
        step: trainer.step,
        stepsPerSecond: this.measuredRate(trainer.step),
      },
      [joined.buffer],
    );
  }

  /** Takes the next snapshot after the previous one was sent, so that it uses the newest request. */
  private snapshot(): Promise<void> {
    const taken = this.snapshots.then(() => this.takeSnapshot());
    this.snapshots = taken.catch(() => undefined);
    return taken;
  }

  private async takeSnapshot(): Promise<void> {
    const { trainer, pictures, host, run } = this;
    if (!trainer || !pictures) return;
    const start = host.now();
    const training = this.playing;
    const superseded = async () => {
      if (!training) await host.yieldToMessages();
      // If training has started meanwhile, this picture would mix in values of another step; a new picture follows.
      return this.run !== run || this.requestedRun !== run || this.playing !== training;
    };
    const partial = (snapshot: Snapshot) => host.post({ kind: 'snapshot', run, partial: true, ...snapshot });
    const snapshot = await pictures.take(trainer, this.request, superseded, training ? undefined : partial);
    if (!snapshot || this.run !== run) return;
    const { step, surface } = snapshot;
    if (surface && !training) host.post({ kind: 'surface', run, step, surface });
    else host.post({ kind: 'snapshot', run, ...snapshot });
    const took = host.now() - start;
    this.snapshotDue = host.now() + Math.max(100, took / snapshotShare);
  }

  private measuredRate(step: number): number {
    const elapsed = this.host.now() - this.rate.time;
    if (elapsed >= 250) {
      this.rate = { time: this.host.now(), step, value: ((step - this.rate.step) / elapsed) * 1000 };
    }
    return this.rate.value;
  }

  private restartPace(): void {
    this.paceStart = { time: this.host.now(), step: this.trainer?.step ?? 0 };
  }

  /** Milliseconds until the speed limit allows the next step. */
  private waitForPace(step: number): number {
    if (this.speed === null) return 0;
    const { time, step: first } = this.paceStart;
    const wait = time + ((step - first) * 1000) / this.speed - this.host.now();
    // A tab that was frozen, or a processor that is too slow, owes no steps: it would train them all at once.
    if (wait < -mostDelay) this.restartPace();
    return wait;
  }

  private fail(error: unknown): void {
    this.playing = false;
    this.host.post({ kind: 'failed', run: this.run, fault: asFault(error) });
  }
}

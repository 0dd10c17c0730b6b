import type { StateCreator } from 'zustand';
import { Problem } from '../base/problem';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import type { startTraining, TrainingClient } from '../worker/client';
import {
  type Checkpoint,
  type Command,
  type LiveSettings,
  noPictures,
  type PictureRequest,
  type Report,
  shapeClass,
} from '../worker/protocol';
import { History } from './history';
import type { LabState, RunSlice } from './state';

/** Initial limit of updates per second. Without it, the default experiment would finish before the user can watch it. */
const openingSpeed = 200;

/** After this many crashes within `crashWindow` milliseconds the page stops restarting the worker. */
const crashLimit = 3;
const crashWindow = 10_000;

/** The worker's interface for the run. Tests replace it. */
export type StartTraining = typeof startTraining;

/** Runs a function at the browser's next frame, or soon if the page is hidden or there are no frames. */
const nextFrame = (act: () => void): void => {
  if (typeof requestAnimationFrame === 'function' && document.visibilityState === 'visible')
    requestAnimationFrame(act);
  else setTimeout(act, 16);
};

const layersOf = (spec: ExperimentSpec): number => hiddenLayers(spec.network).length + 1;

export const liveSettings = ({ training }: ExperimentSpec): LiveSettings => ({
  learningRate: training.optimizer.learningRate,
  weightDecay: training.weightDecay,
  clipNorm: training.clipNorm,
  batchSize: training.batchSize,
  steps: training.steps,
});

/** The run's functions that the other slices call. */
export interface RunControl {
  /** Starts the present spec from step 0. It continues to play if it was playing. */
  restart(): void;
  /** Continues a recorded run. */
  resume(history: History, from: Checkpoint): void;
  /** Sends the worker the settings that change during training. */
  change(): void;
}

/** The run: one worker, its reports, and the commands to it. */
export function createRun(
  start: StartTraining,
): (...creator: Parameters<StateCreator<LabState, [], [], RunSlice>>) => RunSlice & { control: RunControl } {
  return (set, get) => {
    let client: TrainingClient | undefined;
    let run = 0;
    let checkpoint: Checkpoint | undefined;
    let request: PictureRequest = noPictures;
    let wanted = false;
    let drawing = false;
    let loading = false;
    let reloadDue = false;
    let crashes: number[] = [];
    /** The experiment that is being built. */
    let asked: ExperimentSpec | undefined;
    /** The run in the worker, and its experiment. */
    let stands: { readonly run: number; readonly spec: ExperimentSpec } | undefined;

    const send = (command: Command) => client?.send(command);

    const load = (from?: Checkpoint, replayTo?: number) => {
      run++;
      loading = true;
      reloadDue = false;
      checkpoint = from;
      client ??= startWorker();
      const { spec, requestedBackend, calibrations } = get();
      asked = spec;
      const known = calibrations[shapeClass(spec)];
      send({
        kind: 'load',
        run,
        spec,
        backend: requestedBackend,
        ...(from ? { checkpoint: from } : {}),
        ...(replayTo === undefined ? {} : { replayTo }),
        ...(known ? { known } : {}),
      });
      send({ kind: 'speed', stepsPerSecond: get().speed });
      send({ kind: 'observe', request });
    };

    const change = () => send({ kind: 'change', settings: liveSettings(get().spec), stop: get().spec.stop });

    /** Dragging a slider requests many restarts. Only one is built at a time, and the newest spec is built next. */
    const restart = () => {
      set({ status: 'loading' });
      if (loading) reloadDue = true;
      else load();
    };

    /** A run has been built. Its pictures replace those of the last run. */
    const begin = ({
      backend,
      calibration,
      stepsPerEpoch,
      data,
      measured,
    }: Extract<Report, { kind: 'ready' }>) => {
      const { history, historyVersion, step, calibrations } = get();
      const spec = asked ?? get().spec;
      // A run that continues from a checkpoint keeps its earlier frames.
      const goesOn = checkpoint !== undefined;
      stands = { run, spec };
      const begun = goesOn ? history : new History(layersOf(spec));
      if (!goesOn) begun.append(measured, 1);
      set({
        status: reloadDue ? 'loading' : 'ready',
        reason: undefined,
        divergence: undefined,
        backend,
        calibration,
        ...(calibration ? { calibrations: { ...calibrations, [shapeClass(spec)]: calibration } } : {}),
        stepsPerEpoch,
        data,
        step: goesOn ? step : 0,
        history: begun,
        historyVersion: historyVersion + 1,
        cursor: undefined,
        snapshots: goesOn ? get().snapshots.filter((kept) => kept.step <= step) : [],
        checkpoints: goesOn ? get().checkpoints.filter((kept) => kept.step <= step) : [],
        problems: without(get().problems, 'run'),
      });
      // The page redraws during a drag: it shows the finished run while the newest spec is being built.
      if (reloadDue) return load();
      // The run continues with the settings that changed while it was being built.
      if (get().spec !== spec) change();
      if (wanted) get().play();
    };

    /** The requested experiment can't be built. The earlier experiment returns, and its run continues. */
    const putBack = (problem: Problem) => {
      const problems = { ...get().problems, run: problem };
      if (!stands) return set({ status: 'failed', problems });
      run = stands.run;
      const { reason } = get();
      set({ spec: stands.spec, status: wanted ? 'playing' : reason ? 'stopped' : 'ready', problems });
    };

    const startWorker = (): TrainingClient => {
      const worker = start(
        (report) => client === worker && receive(report),
        (message) => client === worker && crashed(message),
      );
      return worker;
    };

    const crashed = (message: string) => {
      client?.end();
      client = undefined;
      loading = false;
      const now = Date.now();
      crashes = [...crashes.filter((at) => now - at < crashWindow), now];
      if (crashes.length >= crashLimit) {
        wanted = false;
        set({ status: 'failed', notice: { kind: 'restarted', message } });
        return;
      }
      const from = checkpoint;
      if (from) get().history.truncate(from.step);
      set({
        status: 'loading',
        step: from?.step ?? 0,
        notice: from ? { kind: 'resumed', step: from.step, message } : { kind: 'restarted', message },
      });
      load(from);
    };

    const receive = (report: Report) => {
      if (report.run !== run) return;
      switch (report.kind) {
        case 'ready':
          loading = false;
          return begin(report);
        case 'measured':
          if (get().step > 0) return;
          get().history.append(report.measured, 1);
          set({ historyVersion: get().historyVersion + 1 });
          return;
        case 'frames': {
          get().history.append(report.frames, report.count);
          set({ step: report.step, stepsPerSecond: report.stepsPerSecond });
          if (drawing) return;
          drawing = true;
          nextFrame(() => {
            drawing = false;
            set({ historyVersion: get().historyVersion + 1 });
            send({ kind: 'acknowledge' });
          });
          return;
        }
        case 'stopped':
          if (report.reason !== 'paused' || get().status === 'playing') wanted = false;
          set({
            status: 'stopped',
            reason: report.reason,
            step: report.step,
            divergence: report.divergence,
            historyVersion: get().historyVersion + 1,
          });
          return;
        case 'snapshot':
          set({
            snapshot: report,
            snapshots: thinned([...get().snapshots, report], snapshotLimit),
          });
          return;
        case 'checkpoint':
          checkpoint = report.checkpoint;
          set({
            checkpoints: thinned(
              [...get().checkpoints.filter(({ step }) => step < report.checkpoint.step), report.checkpoint],
              Math.floor(checkpointBytes / Math.max(1, bytesOf(report.checkpoint))),
            ),
          });
          return;
        case 'failed':
          loading = false;
          if (reloadDue) return load();
          if (report.fault.kind === 'crash') return crashed(report.fault.message);
          putBack(new Problem(report.fault.code, report.fault.values));
      }
    };

    const play = (steps?: number) => {
      const { status } = get();
      if (status === 'failed') return get().reset();
      wanted = steps === undefined;
      if (status === 'loading') return;
      set({ status: 'playing', reason: undefined });
      send({ kind: 'play', ...(steps === undefined ? {} : { steps }) });
    };

    return {
      status: 'loading',
      reason: undefined,
      divergence: undefined,
      step: 0,
      stepsPerSecond: 0,
      stepsPerEpoch: 1,
      backend: undefined,
      calibration: undefined,
      calibrations: {},
      requestedBackend: 'auto',
      history: new History(1),
      historyVersion: 0,
      data: undefined,
      snapshot: undefined,
      snapshots: [],
      checkpoints: [],
      notice: undefined,
      speed: openingSpeed,
      play: () => play(),
      pause() {
        wanted = false;
        send({ kind: 'pause' });
      },
      toggle: () => (get().status === 'playing' ? get().pause() : get().play()),
      stepOnce: () => play(1),
      stepEpoch() {
        const { step, stepsPerEpoch } = get();
        play(stepsPerEpoch - (step % stepsPerEpoch));
      },
      reset() {
        wanted = false;
        crashes = [];
        restart();
      },
      goBackTo(step) {
        const from = get().checkpoints.findLast((kept) => kept.step <= step);
        if (!from || loading) return;
        wanted = false;
        get().history.truncate(step);
        set({ status: 'loading', step, cursor: undefined, divergence: undefined });
        load(from, step);
      },
      setSpeed(stepsPerSecond) {
        set({ speed: stepsPerSecond });
        send({ kind: 'speed', stepsPerSecond });
      },
      setBackend(backend) {
        set({ requestedBackend: backend });
        restart();
      },
      observe(more) {
        request = { ...request, ...more };
        send({ kind: 'observe', request });
      },
      dismissNotice: () => set({ notice: undefined }),
      control: {
        restart,
        resume(history, from) {
          wanted = false;
          // The last recorded steps may be newer than the stored state. They are trained again without recording.
          const step = Math.max(from.step, history.run(-1, 'step') + 1);
          set({
            status: 'loading',
            step,
            history,
            historyVersion: get().historyVersion + 1,
            cursor: undefined,
            divergence: undefined,
            snapshots: [],
            checkpoints: [from],
          });
          load(from, step);
        },
        change,
      },
    };
  };
}

/** The largest number of snapshots, and of checkpoint bytes, that are kept. */
const snapshotLimit = 80;
const checkpointBytes = 64_000_000;

/** If there are too many, keeps every other one. The first and the newest always remain. */
const thinned = <T>(kept: readonly T[], limit: number): readonly T[] =>
  kept.length <= Math.max(2, limit)
    ? kept
    : kept.filter((_, i) => i === 0 || (kept.length - 1 - i) % 2 === 0);

const bytesOf = ({ arrays }: Checkpoint): number =>
  arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);

/** Copies a record without one of its keys. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return rest;
}

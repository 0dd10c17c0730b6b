import type { StateCreator } from 'zustand';
import { Problem } from '../base/problem';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import type { ConnectionTo, StartWorker } from '../worker/connection';
import {
  type Checkpoint,
  type Command,
  type LiveSettings,
  noPictures,
  type PictureRequest,
  type Report,
  type Snapshot,
  shapeClass,
} from '../worker/protocol';
import { History } from './history';
import { isEqual } from './readBack';
import {
  firstRun,
  type Play,
  type RunEffect,
  type RunEvent,
  type RunState,
  reduceRun,
  stateOf,
} from './runMachine';
import { addSpread } from './spread';
import type { LabState, RunSlice, RunStatus } from './state';

/** Initial limit of updates per second. Without it, the default experiment would finish before the user can watch it. */
const openingSpeed = 200;

/** The worker's interface for the run. Tests replace it. */
export type StartTraining = StartWorker<'training'>;

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

/** What the page's controls show of a state. */
const statuses: Readonly<Record<RunState, RunStatus>> = {
  building: 'loading',
  restoring: 'loading',
  ready: 'ready',
  running: 'playing',
  paused: 'stopped',
  ended: 'stopped',
  diverged: 'stopped',
  failed: 'failed',
};

/** The run's functions that the other slices call. */
export interface RunControl {
  /** Starts the present spec from step 0. It continues to play if it was playing. */
  restart(): void;
  /** Continues a recorded run. */
  resume(history: History, from: Checkpoint): void;
  /** Whether the run plays, or will once it is built. */
  isToPlay(): boolean;
  /** Sends the worker the settings that change during training. */
  change(): void;
}

/** The run: one worker, its reports, and the commands to it. */
export function createRun(
  start: StartTraining,
  spec: ExperimentSpec,
): (...creator: Parameters<StateCreator<LabState, [], [], RunSlice>>) => RunSlice & { control: RunControl } {
  return (set, get) => {
    let client: ConnectionTo<'training'> | undefined;
    let machine = firstRun(spec);
    let request: PictureRequest = noPictures;
    let drawing = false;
    let sentSpeed: number | null | undefined;

    const send = (command: Command) => client?.send(command);

    /** Passes an event to the machine, shows its state, and does what it asks for. */
    const dispatch = (event: RunEvent): void => {
      const before = machine;
      const { machine: next, effects } = reduceRun(before, event);
      machine = next;
      const status = statuses[stateOf(next)];
      const reason = next.standing?.reason;
      const shown = get();
      if (shown.status !== status || shown.reason !== reason) set({ status, reason });
      for (const effect of effects) carryOut(effect);
      limitSpeed();
    };

    const carryOut = (effect: RunEffect): void => {
      switch (effect.kind) {
        case 'load':
          load(effect);
          break;
        case 'play':
        case 'pause':
          send(effect);
          break;
        case 'change':
          send({ kind: 'change', settings: liveSettings(effect.spec), stop: effect.spec.stop });
          break;
        case 'endWorker':
          client?.end();
          client = undefined;
      }
    };

    const load = ({ run, spec, from, to }: Extract<RunEffect, { kind: 'load' }>) => {
      if (!client) {
        client = startWorker();
        // A worker keeps the request for its later runs.
        send({ kind: 'observe', request });
      }
      const { requestedBackend, calibrations } = get();
      const known = calibrations[shapeClass(spec)];
      send({
        kind: 'load',
        run,
        spec,
        backend: requestedBackend,
        ...(from ? { checkpoint: from } : {}),
        ...(to === undefined ? {} : { replayTo: to }),
        ...(known ? { known } : {}),
      });
      sentSpeed = undefined;
    };

    /** Tells the worker the speed limit. */
    const limitSpeed = () => {
      const speed = machine.plays?.fast ? null : get().speed;
      if (speed === sentSpeed) return;
      sentSpeed = speed;
      send({ kind: 'speed', stepsPerSecond: speed });
    };

    /** A run has been built. Its pictures replace those of the last run. */
    const begin = (report: Extract<Report, { kind: 'ready' }>) => {
      const { building } = machine;
      if (building?.run !== report.run) return;
      const { backend, calibration, stepsPerEpoch, data, measured } = report;
      const { history, historyVersion, step, calibrations, snapshots, checkpoints } = get();
      const { spec, from } = building;
      const begun = from ? history : new History(layersOf(spec));
      if (!from) begun.append(measured, 1);
      set({
        divergence: undefined,
        backend,
        calibration,
        ...(calibration ? { calibrations: { ...calibrations, [shapeClass(spec)]: calibration } } : {}),
        stepsPerEpoch,
        data,
        step: from ? step : 0,
        history: begun,
        historyVersion: historyVersion + 1,
        cursor: undefined,
        snapshots: from ? snapshots.filter((kept) => kept.step <= step) : [],
        checkpoints: from ? checkpoints.filter((kept) => kept.step <= step) : [],
        problems: without(get().problems, 'run'),
      });
      dispatch({ kind: 'ready', run: report.run });
    };

    /** The run can't be built or trained. If an earlier run returns, its settings return with it. */
    const refused = (run: number, problem: Problem) => {
      const before = machine;
      dispatch({ kind: 'refused', run });
      const { building, spec } = machine;
      if (machine === before || building) return;
      set({ problems: { ...get().problems, run: problem }, ...(spec === get().spec ? {} : { spec }) });
    };

    const startWorker = (): ConnectionTo<'training'> => {
      const worker = start(
        (report) => client === worker && receive(report),
        (message, problem) => client === worker && crashed(message, problem),
      );
      return worker;
    };

    const crashed = (message: string, problem?: Problem) => {
      dispatch({ kind: 'crashed', at: performance.now(), forGood: problem !== undefined });
      if (problem) return set({ notice: undefined, problems: { ...get().problems, run: problem } });
      const from = machine.building?.from;
      if (from) get().history.truncate(from.step);
      set({
        ...(machine.building ? { step: from?.step ?? 0 } : {}),
        notice: from ? { kind: 'resumed', step: from.step, message } : { kind: 'restarted', message },
      });
    };

    /** Whether a report is of the run that the page shows. */
    const isShown = (run: number) => machine.standing?.run === run;

    /** The newest snapshot whose surface is still to come. */
    let withoutSurface: Extract<Report, { kind: 'snapshot' }> | undefined;

    const keepSnapshot = (snapshot: Snapshot) =>
      set({ snapshot, snapshots: addSpread(get().snapshots, snapshot, snapshotLimit) });

    const receive = (report: Report) => {
      switch (report.kind) {
        case 'ready':
          return begin(report);
        case 'failed': {
          const { run, fault } = report;
          if (fault.kind === 'problem') return refused(run, new Problem(fault.code, fault.values));
          if (isShown(run) || machine.building?.run === run) crashed(fault.message);
          return;
        }
      }
      if (!isShown(report.run)) return;
      switch (report.kind) {
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
        case 'stopped': {
          const { run, reason, step, divergence } = report;
          set({ step, divergence, historyVersion: get().historyVersion + 1 });
          return dispatch({ kind: 'stopped', run, reason });
        }
        case 'snapshot':
          if (report.partial) {
            withoutSurface = report;
            // The surface of the last run stands until the new one comes.
            const { snapshot, snapshots } = get();
            const surface = snapshot?.surface;
            if (snapshots.length === 0) set({ snapshot: { ...report, ...(surface ? { surface } : {}) } });
            return;
          }
          return keepSnapshot(report);
        case 'surface': {
          const { run, step, surface } = report;
          if (withoutSurface?.run === run && withoutSurface.step === step)
            keepSnapshot({ ...withoutSurface, surface });
          return;
        }
        case 'checkpoint':
          dispatch({ kind: 'checkpoint', run: report.run, checkpoint: report.checkpoint });
          set({
            checkpoints: addSpread(
              get().checkpoints.filter(({ step }) => step < report.checkpoint.step),
              report.checkpoint,
              Math.floor(checkpointBytes / Math.max(1, bytesOf(report.checkpoint))),
            ),
          });
      }
    };

    const play = (play: Play) => dispatch({ kind: 'play', play });

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
      play: () => play({}),
      pause: () => dispatch({ kind: 'pause' }),
      toggle: () => (get().status === 'playing' ? get().pause() : get().play()),
      stepOnce: () => play({ steps: 1 }),
      stepEpoch() {
        const { step, stepsPerEpoch } = get();
        play({ steps: stepsPerEpoch - (step % stepsPerEpoch) });
      },
      playTo: (step) => play({ steps: Math.max(1, step - (machine.building ? 0 : get().step)), fast: true }),
      reset: () => dispatch({ kind: 'reset' }),
      goBackTo(step) {
        const from = get().checkpoints.findLast((kept) => kept.step <= step);
        if (!from || machine.building) return;
        get().history.truncate(step);
        set({ step, cursor: undefined, divergence: undefined });
        dispatch({ kind: 'restore', spec: get().spec, from, to: step });
      },
      setSpeed(speed) {
        set({ speed });
        limitSpeed();
      },
      setBackend(backend) {
        set({ requestedBackend: backend });
        dispatch({ kind: 'rebuild' });
      },
      observe(more) {
        const next = { ...request, ...more };
        // The same pictures again would only take the worker's time.
        if (isEqual(next, request)) return;
        request = next;
        send({ kind: 'observe', request });
      },
      dismissNotice: () => set({ notice: undefined }),
      control: {
        restart: () => dispatch({ kind: 'edited', spec: get().spec }),
        resume(history, from) {
          // The last recorded steps may be newer than the stored state. They are trained again without recording.
          const step = Math.max(from.step, history.run(-1, 'step') + 1);
          set({
            step,
            history,
            historyVersion: get().historyVersion + 1,
            cursor: undefined,
            divergence: undefined,
            snapshots: [],
            checkpoints: [from],
          });
          dispatch({ kind: 'restore', spec: get().spec, from, to: step });
        },
        isToPlay: () => machine.plays !== undefined,
        change: () => dispatch({ kind: 'changed', spec: get().spec }),
      },
    };
  };
}

/** The largest number of snapshots, and of checkpoint bytes, that are kept. */
const snapshotLimit = 80;
const checkpointBytes = 64_000_000;

const bytesOf = ({ arrays }: Checkpoint): number =>
  arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);

/** Copies a record without one of its keys. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return rest;
}

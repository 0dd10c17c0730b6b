import { endQuantities, layerQuantities } from '../engine/telemetry';
import type { Checkpoint } from '../worker/protocol';
import type { StoredNumbers, StoredRun } from './database';
import type { History } from './history';
import { useLab } from './lab';
import { isNearlyFull, type Library, useLibrary } from './library';
import { rememberRun, reopenRun } from './reopenRun';
import type { LabState } from './state';

/** Milliseconds of training between two writes. A crash loses at most this much. */
const keepTime = 2000;
/** Milliseconds after a stop within which the run has sent its last report. */
const settleTime = 250;
/** The largest number of recorded steps kept for a run, and the largest number of values in them. */
const maxFrames = 400;
const maxNumbers = 200_000;
/** Points of a thumbnail's loss curve. */
const thumbnailPoints = 60;

/** The id of a stored run. A run remains the same run as long as its history is the same object. */
const ids = new WeakMap<History, string>();

/** Marks a history as a stored run's history. New frames are stored under that run's id; a draft remains one. */
export function adopt(history: History, { id, draft }: Pick<StoredRun, 'id' | 'draft'>): void {
  ids.set(history, id);
  if (!draft) saved.add(history);
}

function idOf(history: History): string {
  const id = ids.get(history) ?? crypto.randomUUID();
  ids.set(history, id);
  return id;
}

/** The lab's run in its stored form. */
export function recordOf(lab: LabState): { readonly run: StoredRun; readonly numbers: StoredNumbers } {
  const { history, spec, step, status, reason, data } = lab;
  const id = idOf(history);
  const kept = history.sample(Math.max(2, Math.min(maxFrames, Math.floor(maxNumbers / history.frameLength))));
  const frames = new Float64Array(kept.length * history.frameLength);
  kept.forEach((index, i) => {
    frames.set(history.frame(index)!, i * history.frameLength);
  });
  const newest: Checkpoint | undefined = lab.checkpoints.at(-1);
  const last = history.length - 1;
  const tested = history.sample(maxFrames).findLast((index) => history.run(index, 'evaluated') === 1);
  const now = Date.now();
  return {
    run: {
      id,
      name: spec.name,
      spec,
      created: now,
      updated: now,
      step,
      end: status === 'stopped' && reason ? reason : 'running',
      pinned: false,
      tags: [],
      note: '',
      ...(isFinished(lab) || saved.has(history) ? {} : { draft: true }),
      loss: history.run(last, 'loss'),
      accuracy: tested === undefined ? history.run(last, 'accuracy') : history.run(tested, 'testAccuracy'),
      losses: history.sample(thumbnailPoints).map((index) => history.run(index, 'loss')),
      profile: Array.from({ length: history.layers }, (_, l) => history.layer(last, l, 'signalNorm')),
      bytes: frames.byteLength + (newest?.arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) ?? 0),
    },
    numbers: {
      id,
      frames,
      layers: history.layers,
      quantities: layerQuantities,
      ending: endQuantities,
      classification: data?.task === 'classification',
      checkpoint: newest,
    },
  };
}

/** Whether a run has ended, rather than been paused. */
const isFinished = ({ status, reason }: LabState): boolean =>
  status === 'stopped' && reason !== undefined && reason !== 'paused';

/** Stores the run that the lab shows, whatever its state. */
export async function saveRun(library: Library = useLibrary.getState()): Promise<boolean> {
  const lab = useLab.getState();
  if (lab.step === 0) return false;
  saved.add(lab.history);
  const { run, numbers } = recordOf(lab);
  return library.save(run, numbers);
}

/** Runs that the user saved, and those from the library that are no drafts. */
const saved = new WeakSet<History>();

let started = false;

/**
 * Stores every run: every two seconds during training, and at the end. An unfinished run remains when another begins, as a draft;
 * one of less than two seconds that nobody stopped was never stored, so that a slider dragged during training leaves none.
 */
export function startRecorder(): void {
  if (started) return;
  started = true;
  // Unlike the clock of the day, this one never jumps.
  let written = performance.now();
  /** The unfinished run in the library. */
  let open: History | undefined;
  /** The settings of the steps recorded last. While another run is built, the page's are the other's. */
  let settings = useLab.getState().spec;
  const write = (lab: LabState) => {
    written = performance.now();
    const { run, numbers } = recordOf(lab);
    open = isFinished(lab) ? undefined : lab.history;
    rememberRun(run.id);
    void useLibrary.getState().save(run, numbers);
  };
  useLibrary.subscribe(({ lost, quota }) => {
    const notKept = lost ?? (isNearlyFull({ quota }) ? 'nearlyFull' : undefined);
    if (notKept !== useLab.getState().notKept) useLab.setState({ notKept });
  });
  let reopening = true;
  void reopenRun(adopt).then(() => {
    reopening = false;
    void import('./contentCleanup').then(({ cleanContents }) => cleanContents());
  });
  // The browser may end the page after this at any time, but it mostly finishes a write that has begun.
  globalThis.addEventListener?.('pagehide', () => {
    const lab = useLab.getState();
    if (lab.step > 0 && (lab.status === 'playing' || due !== undefined)) write(lab);
  });
  /** The last frames and the state arrive shortly after the report that a run stopped. */
  let due: ReturnType<typeof setTimeout> | undefined;
  const writeSoon = () => {
    clearTimeout(due);
    due = setTimeout(() => {
      due = undefined;
      write(useLab.getState());
    }, settleTime);
  };
  // A hidden page may be frozen or closed without another word.
  document.addEventListener('visibilitychange', () => {
    const lab = useLab.getState();
    if (document.visibilityState === 'hidden' && lab.status === 'playing' && lab.step > 0) write(lab);
  });
  useLab.subscribe((now, before) => {
    const more = now.historyVersion !== before.historyVersion || now.checkpoints !== before.checkpoints;
    if (now.history !== before.history || (more && now.status === 'playing')) settings = now.spec;
    // If another run begins now, the stopped run is first written in its last state.
    const leaves = now.spec !== before.spec || now.history !== before.history || now.status !== before.status;
    if (due !== undefined && leaves) {
      clearTimeout(due);
      due = undefined;
      write(before);
    }
    if (now.history !== before.history) {
      open = undefined;
      if (!reopening) rememberRun(ids.get(now.history));
      return;
    }
    // So is a stored run that plays.
    const isReplaced = before.status === 'playing' && now.status === 'loading';
    if (isReplaced && open === before.history) write({ ...before, spec: settings });
    if (now.status === 'playing' && before.status !== 'playing') written = performance.now();
    // A browser that provides no storage will not provide any later; one that does not answer would collect the writes.
    if (now.step === 0 || now.notKept === 'blocked' || now.notKept === 'silent') return;
    if (now.status === 'playing' && more && performance.now() - written > keepTime) write(now);
    else if (now.status === 'stopped' && (before.status === 'playing' || more)) writeSoon();
  });
}

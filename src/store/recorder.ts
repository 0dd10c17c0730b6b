import { layerQuantities } from '../engine/telemetry';
import type { Checkpoint } from '../worker/protocol';
import type { StoredNumbers, StoredRun } from './database';
import type { History } from './history';
import { useLab } from './lab';
import { type Library, useLibrary } from './library';
import type { LabState } from './state';

/** Milliseconds of training between two writings: what a crash loses at most. */
const keepTime = 2000;
/** Milliseconds after which a run that stopped has sent its last. */
const settleTime = 250;
/** Recorded steps that are kept of a run, and numbers in them, at most. */
const maxFrames = 400;
const maxNumbers = 200_000;
/** Points of a thumbnail's loss curve. */
const thumbnailPoints = 60;

/** Under which name a run is kept; a run is one as long as its history is. */
const ids = new WeakMap<History, string>();

/** Says that a history is a stored run's: what comes to it is kept there. */
export const adopt = (history: History, id: string): void => void ids.set(history, id);

function idOf(history: History): string {
  const id = ids.get(history) ?? crypto.randomUUID();
  ids.set(history, id);
  return id;
}

/** The lab's run as it is kept. */
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
      classification: data?.task === 'classification',
      checkpoint: newest,
    },
  };
}

/** Whether a run came to an end of its own. */
const isFinished = ({ status, reason }: LabState): boolean =>
  status === 'stopped' && reason !== undefined && reason !== 'paused';

/** Keeps the run that the lab shows, whatever its state. */
export async function saveRun(library: Library = useLibrary.getState()): Promise<boolean> {
  const lab = useLab.getState();
  if (lab.step === 0) return false;
  saved.add(lab.history);
  const { run, numbers } = recordOf(lab);
  return library.save(run, numbers);
}

/** Runs that the user asked to keep. */
const saved = new WeakSet<History>();

let started = false;

/**
 * Keeps every run: every two seconds while it trains, and at its end. One that was left before its end and that nobody
 * asked to keep is forgotten when another begins; of a page that is closed under it it stays.
 */
export function startRecorder(): void {
  if (started) return;
  started = true;
  let written = Date.now();
  /** The run in the library that has not come to its end. */
  let open: History | undefined;
  const write = (lab: LabState) => {
    written = Date.now();
    const { run, numbers } = recordOf(lab);
    open = isFinished(lab) ? undefined : lab.history;
    void useLibrary.getState().save(run, numbers);
  };
  useLibrary.subscribe(({ lost }) => {
    if (lost !== useLab.getState().notKept) useLab.setState({ notKept: lost });
  });
  /** The last frames and the state come a little behind the word that a run stopped. */
  let due: ReturnType<typeof setTimeout> | undefined;
  const writeSoon = () => {
    clearTimeout(due);
    due = setTimeout(() => {
      due = undefined;
      write(useLab.getState());
    }, settleTime);
  };
  useLab.subscribe((now, before) => {
    // Whatever begins now, the run that stopped is written as it stood.
    const leaves = now.spec !== before.spec || now.history !== before.history || now.status !== before.status;
    if (due !== undefined && leaves) {
      clearTimeout(due);
      due = undefined;
      write(before);
    }
    if (now.history !== before.history) {
      const left = open;
      open = undefined;
      if (left && !saved.has(left)) void forget(idOf(left));
      return;
    }
    // A browser that gives no storage gives none later.
    if (now.step === 0 || now.notKept === 'blocked') return;
    const more = now.historyVersion !== before.historyVersion || now.checkpoints !== before.checkpoints;
    if (now.status === 'playing' && Date.now() - written > keepTime) write(now);
    else if (now.status === 'stopped' && (before.status === 'playing' || more)) writeSoon();
  });
}

/** Takes a run out for good: nobody asked for it. */
async function forget(id: string): Promise<void> {
  const { database } = await import('./database');
  try {
    const { runs, numbers, ownData } = database;
    await database.transaction('rw', runs, numbers, ownData, async () => {
      for (const table of [runs, numbers, ownData]) await table.delete(id);
    });
  } catch (error) {
    console.warn(`Gradient Lab could not take run ${id} out of its library: ${String(error)}`);
  }
}

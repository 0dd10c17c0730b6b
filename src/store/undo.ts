import { create } from 'zustand';
import type { InLanguage } from '../base/entry';
import { isTooLong } from './isTooLong';
import type { Page } from './state';
import type { KeyValueStorage } from './storage';

/** A page's settings, and how to return to earlier ones. */
export interface Undoable<Settings> {
  readonly page: Page;
  read(): Settings;
  /** The settings that the page opened with, if they may have changed before the recording starts. */
  readonly opened?: Settings;
  /**
   * Calls a function after each change, and says whether the settings were refused: they gave way to earlier ones, without the
   * user.
   */
  subscribe(changed: (refused: boolean) => void): void;
  restore(settings: Settings): void | Promise<void>;
  /** Where the steps are kept while the page loads anew, and the form of the settings there. */
  readonly keep?: {
    readonly storage: KeyValueStorage;
    write(settings: Settings): string;
    /** @throws Problem */
    read(text: string): Settings;
  };
  /** Says what changed: `Activation: Sigmoid → ReLU`. */
  words(before: Settings, after: Settings, text: InLanguage): string;
}

/** One step back or forward. */
export interface UndoStep {
  words(text: InLanguage): string;
  act(): void;
}

interface UndoSteps {
  readonly undo: UndoStep | undefined;
  readonly redo: UndoStep | undefined;
}

/** The steps that each page offers. */
export const useUndo = create<Readonly<Partial<Record<Page, UndoSteps>>>>(() => ({}));

/** Milliseconds within which changes of the same setting are one step: a slider that is dragged. */
const dragTime = 500;
/** Steps kept, and those kept while the page loads anew. */
const [limit, keptLimit] = [200, 20];

interface KeptSteps {
  readonly past: readonly string[];
  readonly present: string;
  readonly future: readonly string[];
}

const labelOnly: InLanguage = ({ en }) => en;
/** The setting that a change is about: its words without the values. */
const topicOf = (words: string): string => words.replaceAll(/: .*? → [^,]*/g, '');

/** Records a page's changes of settings, so that they can be undone and redone. */
export function recordUndo<Settings>(
  { page, read, opened, subscribe, restore, keep, words }: Undoable<Settings>,
  now: () => number = () => performance.now(),
): void {
  let past: readonly Settings[] = [];
  let future: readonly Settings[] = [];
  let present = opened ?? read();
  let last = { topic: '', at: Number.NEGATIVE_INFINITY };
  /** The settings that a step restores. Their change is no step of its own. */
  let restoring = false;
  /** Whether the page shows what it opened with, which a room that reads the database gets late. */
  let untouched = true;

  const step = (from: Settings, to: Settings, act: () => void): UndoStep => ({
    words: (text) => words(from, to, text),
    act,
  });

  const offer = () => {
    const [before, after] = [past.at(-1), future[0]];
    useUndo.setState({
      [page]: {
        undo: before === undefined ? undefined : step(before, present, undo),
        redo: after === undefined ? undefined : step(present, after, redo),
      },
    });
  };

  const moveTo = async (settings: Settings) => {
    restoring = true;
    try {
      await restore(settings);
    } finally {
      restoring = false;
    }
    present = read();
    last = { topic: '', at: Number.NEGATIVE_INFINITY };
    offer();
  };

  function undo(): void {
    const before = past.at(-1);
    if (before === undefined) return;
    past = past.slice(0, -1);
    future = [present, ...future];
    void moveTo(before);
  }

  function redo(): void {
    const [after, ...rest] = future;
    if (after === undefined) return;
    past = [...past, present];
    future = rest;
    void moveTo(after);
  }

  const changed = (refused: boolean) => {
    const after = read();
    if (restoring || after === present) return;
    const before = present;
    present = after;
    // A change that could not be built never was.
    const [behind, ahead] = [past.lastIndexOf(after), future.indexOf(after)];
    if (refused || behind >= 0) {
      if (behind >= 0) past = past.slice(0, behind);
      else if (ahead >= 0) future = future.slice(ahead + 1);
      if (keep && untouched) bringBack(keep);
      return offer();
    }
    untouched = false;
    const topic = topicOf(words(before, after, labelOnly));
    const at = now();
    const dragged = topic === last.topic && at - last.at < dragTime;
    if (!dragged) past = [...past, before].slice(-limit);
    last = { topic, at };
    future = [];
    offer();
  };
  const key = `gradient-lab.undo.${page}`;
  /** Brings back the steps of this tab, if the page opened with the settings that it was left with. */
  const bringBack = ({ storage, read: parse, write }: NonNullable<typeof keep>) => {
    const text = storage.get(key);
    if (!text) return;
    try {
      const kept = JSON.parse(text) as KeptSteps;
      if (kept.present !== write(present)) return;
      untouched = false;
      [past, future] = [kept.past.map((one) => parse(one)), kept.future.map((one) => parse(one))];
      offer();
    } catch (error) {
      console.warn(`Gradient Lab could not bring back what can be undone: ${String(error)}`);
    }
  };
  const keepSteps = ({ storage, write }: NonNullable<typeof keep>) => {
    // What an earlier visit left still waits for its room to be opened.
    if (untouched) return;
    const steps = [past.slice(-keptLimit), [present], future.slice(0, keptLimit)] as const;
    if (isTooLong(steps)) return storage.set(key, '');
    const texts = (some: readonly Settings[]) => some.map((one) => write(one));
    const kept: KeptSteps = { past: texts(steps[0]), present: write(present), future: texts(steps[2]) };
    return storage.set(key, JSON.stringify(kept));
  };

  if (keep) {
    bringBack(keep);
    globalThis.addEventListener?.('pagehide', () => void keepSteps(keep));
  }
  changed(false);
  subscribe(changed);
}

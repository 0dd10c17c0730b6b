import { NoAnswer, openingPatience, withPatience } from '../base/patience';
import { Problem } from '../base/problem';
import { type Database, database } from './database';
import { asideOf, faultOf, sayBad, sayNotKept, setAside } from './kept';
import { putChecked } from './readBack';

/** Milliseconds between two writes of a room. */
const writeTime = 1000;

/** What a room shows beside its settings, kept in the browser so that a reload brings it back. */
export interface KeptRoom<Value> {
  /**
   * The value of the last visit; undefined if there is none, the browser keeps nothing, its storage does not answer, or the value
   * cannot be used. The last is set aside as it is, and told (`kept.ts`).
   */
  read(): Promise<Value | undefined>;
  /** Keeps a value soon. The newest replaces one that waits. */
  write(value: Value): void;
  /** Writes the value that waits. */
  flush(): Promise<void>;
}

/** @param parse checks a value from the database as a whole. @throws Problem if it cannot be used */
export function keptRoom<Value>(
  id: string,
  parse: (value: unknown) => Value,
  base: Database = database,
): KeptRoom<Value> {
  let waiting: { readonly value: Value } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first: Promise<Value | undefined> | undefined;
  /** What the storage holds is not known or could not be set aside, so that a write might destroy it. */
  let isClosed = false;
  let isWriting = false;

  const lose = (act: string, error: unknown) => {
    console.warn(`Gradient Lab could not ${act} ${id}: ${String(error)}`);
    if (isClosed) sayNotKept(id, 'unopened');
    else sayNotKept(id, error instanceof NoAnswer ? 'silent' : 'refused');
  };

  const moveAside = (value: unknown) =>
    base.transaction('rw', base.rooms, async () => {
      await setAside(id, value, base);
      await base.rooms.delete(id);
    });

  const read = async () => {
    try {
      const [stored, aside] = await withPatience(base.rooms.bulkGet([id, asideOf(id)]), openingPatience);
      const earlier = Array.isArray(aside?.value) ? (aside.value as readonly unknown[]) : [];
      const fault = earlier.length > 0 ? faultOf(parse, earlier.at(-1)) : undefined;
      if (fault) sayBad(id, fault);
      if (!stored) return undefined;
      try {
        return parse(stored.value);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        sayBad(id, error);
        isClosed = true;
        await withPatience(moveAside(stored.value), openingPatience);
        isClosed = false;
        return undefined;
      }
    } catch (error) {
      isClosed ||= error instanceof NoAnswer;
      lose('read what it kept of', error);
      return undefined;
    }
  };

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    first ??= read();
    await first;
    const next = waiting;
    if (!next || isWriting || isClosed) return;
    waiting = undefined;
    isWriting = true;
    const written = base.transaction('rw', base.rooms, () =>
      putChecked(base.rooms, [{ id, value: next.value }]),
    );
    // While the storage does not answer, only the newest value waits.
    const done = written.then(
      () => sayNotKept(id, undefined),
      (error: unknown) => lose('keep', error),
    );
    void done.then(() => {
      isWriting = false;
      if (waiting) void flush();
    });
    try {
      await withPatience(done);
    } catch (error) {
      lose('keep', error);
    }
  };
  // The browser may end the page after this at any time, but it mostly finishes a write that has begun.
  globalThis.addEventListener?.('pagehide', () => void flush());
  return {
    read() {
      const now = read();
      first ??= now;
      return now;
    },
    write(value) {
      waiting = { value };
      timer ??= setTimeout(() => void flush(), writeTime);
    },
    flush,
  };
}

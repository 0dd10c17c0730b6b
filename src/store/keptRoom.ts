import { type Database, database } from './database';
import { putChecked } from './readBack';

/** Milliseconds between two writes of a room. */
const writeTime = 1000;

/** What a room shows beside its settings, kept in the browser so that a reload brings it back. */
export interface KeptRoom<Value> {
  /** The value of the last visit; undefined if there is none or the browser keeps nothing. */
  read(): Promise<Value | undefined>;
  /** Keeps a value soon. The newest replaces one that waits. */
  write(value: Value): void;
  /** Writes the value that waits. */
  flush(): Promise<void>;
}

export function keptRoom<Value>(id: string, base: Database = database): KeptRoom<Value> {
  let waiting: { readonly value: Value } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const next = waiting;
    waiting = undefined;
    if (!next) return;
    try {
      await base.transaction('rw', base.rooms, () => putChecked(base.rooms, [{ id, value: next.value }]));
    } catch (error) {
      console.warn(`Gradient Lab could not keep ${id}: ${String(error)}`);
    }
  };
  // The browser may end the page after this at any time, but it mostly finishes a write that has begun.
  globalThis.addEventListener?.('pagehide', () => void flush());
  return {
    async read() {
      try {
        return (await base.rooms.get(id))?.value as Value | undefined;
      } catch (error) {
        console.warn(`Gradient Lab could not read what it kept of ${id}: ${String(error)}`);
        return undefined;
      }
    },
    write(value) {
      waiting = { value };
      timer ??= setTimeout(() => void flush(), writeTime);
    },
    flush,
  };
}

/**
 * How the page learns that a worker died without a word, as when the browser ends it for its memory: each worker holds a lock as
 * long as it lives, and the browser gives it to the page when the worker is gone. Unlike answers to a regular question, this
 * takes no time of either thread, and a worker that is only busy is never taken for dead. Pages that are not served over https
 * have no locks; there, only errors are told.
 */

/** A worker's first message: the name of the lock that it holds. */
export interface LifeSign {
  readonly kind: 'holdsLock';
  readonly lock: string;
}

/** Takes a lock for the rest of this worker's life, then tells the page its name. */
export function holdLock(post: (sign: LifeSign) => void): void {
  const { locks } = navigator;
  if (!locks) return;
  const lock = `gradient-lab.worker.${crypto.randomUUID()}`;
  void locks.request(lock, () => {
    post({ kind: 'holdsLock', lock });
    return new Promise(() => {});
  });
}

/** Calls back when nobody holds a lock any more, unless the signal comes first. */
export function whenFree(lock: string, signal: AbortSignal, act: () => void): void {
  void navigator.locks.request(lock, { signal }, act).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

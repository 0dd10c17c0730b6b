/**
 * Calls `next` with a value. If the value is not a promise, the call is immediate, because an await takes longer than a
 * layer of a small network.
 */
export const whenReady = <T, R>(value: T | Promise<T>, next: (value: T) => R): R | Promise<Awaited<R>> =>
  value instanceof Promise ? (value.then(next) as Promise<Awaited<R>>) : next(value);

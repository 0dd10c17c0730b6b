/** Goes on with a value: at once where it is there, as to await it would take longer than a small network's layer. */
export const whenReady = <T, R>(value: T | Promise<T>, next: (value: T) => R): R | Promise<Awaited<R>> =>
  value instanceof Promise ? (value.then(next) as Promise<Awaited<R>>) : next(value);

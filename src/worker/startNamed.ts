declare const self: DedicatedWorkerGlobalScope;

/** Starts the one of several workers that share a script: this worker's name says which. */
export function startNamed(workers: Readonly<Record<string, () => Promise<unknown>>>): void {
  // Commands that arrive before the worker listens wait here.
  const early: MessageEvent[] = [];
  const keep = (event: MessageEvent) => void early.push(event);
  addEventListener('message', keep);
  workers[self.name]!().then(
    () => {
      removeEventListener('message', keep);
      for (const { data, ports } of early)
        dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
    },
    // The page hears of errors, not of promises.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
}

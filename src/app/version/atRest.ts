/** Idle periods of the main thread, of 50 ms each, one after the other. */
const periods = 60;
/** Milliseconds that are left, at the least, of a period in which nothing else ran. */
const leastLeft = 40;
/** Milliseconds after which a page that never rests, as one that trains, is waited for no longer. */
const longest = 30_000;

/** Resolves once the main thread has had nothing to do for three seconds: the page has opened, and the user does nothing. */
export function atRest(): Promise<void> {
  return new Promise((resolve) => {
    const end = performance.now() + longest;
    let rested = 0;
    const look = (deadline: IdleDeadline) => {
      rested = deadline.timeRemaining() > leastLeft ? rested + 1 : 0;
      if (rested === periods || performance.now() >= end) resolve();
      else requestIdleCallback(look, { timeout: longest });
    };
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(look, { timeout: longest });
    else setTimeout(resolve, 3000);
  });
}

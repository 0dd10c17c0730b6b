import type { CDPSession, Page } from '@playwright/test';

/** Tasks of the page's main thread that took longer than 50 ms: by the clock, or by the processor, which other programs do not change. */
export interface LongTasks {
  readonly count: number;
  readonly milliseconds: number;
  readonly longest: number;
  /** What they took beyond 50 ms each: the blocking time. */
  readonly blocking: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const limit = 50;
const taskName = 'ThreadControllerImpl::RunTask';

function longOf(durations: readonly number[]): LongTasks {
  const long = durations.map((microseconds) => microseconds / 1000).filter((one) => one > limit);
  const milliseconds = long.reduce((sum, one) => sum + one, 0);
  return {
    count: long.length,
    milliseconds,
    longest: Math.max(0, ...durations.map((one) => one / 1000)),
    blocking: milliseconds - limit * long.length,
  };
}

/** What a page's main thread did between two moments. */
export interface MainThread {
  readonly clock: LongTasks;
  readonly processor: LongTasks;
}

/**
 * Watches a page's main thread with Chromium's own trace.
 * @returns a function that ends the watch
 */
export async function watchMainThread(page: Page): Promise<() => Promise<MainThread>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      if (event.name === taskName || event.name === 'thread_name') events.push(event);
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'] },
  });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    const threads = events.filter(({ args }) => args?.name === 'CrRendererMain');
    // Another page's thread is at rest.
    const busiest = threads
      .map(({ pid, tid }) => events.filter((one) => one.ph === 'X' && one.pid === pid && one.tid === tid))
      .toSorted((a, b) => b.length - a.length)[0];
    const tasks = busiest ?? [];
    return {
      clock: longOf(tasks.map(({ dur = 0 }) => dur)),
      processor: longOf(tasks.map(({ tdur = 0 }) => tdur)),
    };
  };
}

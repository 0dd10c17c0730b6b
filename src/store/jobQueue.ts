import { Problem } from '../base/problem';
import type { AnyJob, ResultOf } from '../worker/jobs';
import type { Pool } from '../worker/pool';

/** How far a batch of runs in the pool is. */
export interface JobQueueProgress {
  readonly finished: number;
  readonly total: number;
  /** The share of all that is done, 0 to 1. */
  readonly share: number;
  /** When it began, as `Date.now()` tells. */
  readonly since: number;
}

/** What a batch tells: how far it is (undefined when it is over), each result, and what ended it before its time. */
export interface JobQueueListener<R> {
  progress(progress: JobQueueProgress | undefined): void;
  result(index: number, result: R): void;
  failed(trouble: { readonly problem: Problem } | { readonly fault: string }): void;
}

/** Runs jobs in the pool, one batch at a time; what was cancelled keeps what it has told. */
export class JobQueue {
  private stop: AbortController | undefined;

  constructor(private readonly pool: () => Pool) {}

  /** Ends the batch before, if any. Resolves when this one is over, cancelled or not. */
  async run<J extends AnyJob>(
    jobs: readonly { readonly index: number; readonly job: J }[],
    listener: JobQueueListener<ResultOf<J>>,
  ): Promise<void> {
    this.cancel();
    const own = new AbortController();
    own.signal.addEventListener('abort', () => listener.progress(undefined), { once: true });
    this.stop = own;
    const since = Date.now();
    const shares = new Map<number, number>();
    let finished = 0;
    const note = (index?: number, share = 0) => {
      if (own.signal.aborted) return;
      if (index !== undefined) shares.set(index, share);
      const done = [...shares.values()].reduce((sum, one) => sum + one, 0);
      listener.progress({ finished, total: jobs.length, share: done / Math.max(1, jobs.length), since });
    };
    note();
    try {
      await Promise.all(
        jobs.map(async ({ index, job }) => {
          const onProgress = (share: number) => note(index, share);
          const result = await this.pool().run(job, { signal: own.signal, onProgress });
          if (own.signal.aborted) return;
          finished++;
          listener.result(index, result);
          note(index, 1);
        }),
      );
    } catch (error) {
      if (!own.signal.aborted) {
        if (error instanceof Problem) listener.failed({ problem: error });
        else listener.failed({ fault: error instanceof Error ? error.message : String(error) });
      }
    }
    // Ends what still runs, and says that it is over.
    if (this.stop === own) this.cancel();
  }

  cancel(): void {
    this.stop?.abort(new DOMException('cancelled', 'AbortError'));
    this.stop = undefined;
  }
}

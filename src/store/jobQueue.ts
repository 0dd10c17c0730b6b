import { Problem } from '../base/problem';
import type { AnyJob, ResultOf } from '../worker/jobs';
import type { Pool } from '../worker/pool';

/** The progress of a queue's jobs. */
export interface JobQueueProgress {
  readonly finished: number;
  readonly total: number;
  /** The completed share of all jobs, 0 to 1. */
  readonly share: number;
  /** The start, as a value of `performance.now()`. */
  readonly since: number;
}

/** Callbacks for the progress (undefined at the end), for each result, and for an error that ended the queue early. */
export interface JobQueueListener<R> {
  progress(progress: JobQueueProgress | undefined): void;
  result(index: number, result: R): void;
  failed(trouble: { readonly problem: Problem } | { readonly fault: string }): void;
}

/** Work in the pool. Its signal stops it; it reports the completed share and the outcome of each run. */
export type Work<R> = (tell: {
  readonly signal: AbortSignal;
  note(index: number, share: number): void;
  result(index: number, result: R): void;
}) => Promise<void>;

/** Runs lists of jobs in the pool, one list at a time. Results of a cancelled list remain. */
export class JobQueue {
  private stop: AbortController | undefined;

  constructor(private readonly pool: () => Pool) {}

  /** Cancels the earlier list, if any. Resolves when this list is done or cancelled. */
  run<J extends AnyJob>(
    jobs: readonly { readonly index: number; readonly job: J }[],
    listener: JobQueueListener<ResultOf<J>>,
  ): Promise<void> {
    const work: Work<ResultOf<J>> = async ({ signal, note, result }) => {
      await Promise.all(
        jobs.map(async ({ index, job }) => {
          const onProgress = (share: number) => note(index, share);
          result(index, await this.pool().run(job, { signal, onProgress }));
        }),
      );
    };
    return this.follow(jobs.length, work, listener);
  }

  /** Does the same for work that passes its runs to the pool itself. @param total the number of runs */
  async follow<R>(total: number, work: Work<R>, listener: JobQueueListener<R>): Promise<void> {
    this.cancel();
    const own = new AbortController();
    const { signal } = own;
    signal.addEventListener('abort', () => listener.progress(undefined), { once: true });
    this.stop = own;
    const since = performance.now();
    const shares = new Map<number, number>();
    let finished = 0;
    const note = (index?: number, share = 0) => {
      if (signal.aborted) return;
      if (index !== undefined) shares.set(index, share);
      const done = [...shares.values()].reduce((sum, one) => sum + one, 0);
      listener.progress({ finished, total, share: done / Math.max(1, total), since });
    };
    const result = (index: number, found: R) => {
      if (signal.aborted) return;
      finished++;
      listener.result(index, found);
      note(index, 1);
    };
    note();
    try {
      await work({ signal, note, result });
    } catch (error) {
      if (!signal.aborted) {
        if (error instanceof Problem) listener.failed({ problem: error });
        else listener.failed({ fault: error instanceof Error ? error.message : String(error) });
      }
    }
    // Cancels the remaining jobs and reports the end.
    if (this.stop === own) this.cancel();
  }

  cancel(): void {
    this.stop?.abort(new DOMException('cancelled', 'AbortError'));
    this.stop = undefined;
  }
}

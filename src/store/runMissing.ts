import type { AnyJob, ResultOf } from '../worker/jobs';
import type { JobQueue, JobQueueListener, JobQueueProgress } from './jobQueue';

/** The runs of a store in the pool, and what the store keeps of them. */
interface PoolRuns<State, J extends AnyJob> {
  /** All runs that the present settings ask for. */
  readonly jobs: readonly { readonly index: number; readonly job: J }[];
  /** Whether a run has its result already. */
  has(index: number): boolean;
  progress(progress: JobQueueProgress | undefined): Partial<State>;
  result(index: number, result: ResultOf<J>): Partial<State>;
}

/** Runs what has no result yet, and cancels earlier runs. An error that ends them is kept in the store's `problem` or `fault`. */
export const runMissing = <State, J extends AnyJob>(
  queue: JobQueue,
  set: ((part: Partial<State>) => void) & JobQueueListener<unknown>['failed'],
  { jobs, has, progress, result }: PoolRuns<State, J>,
): Promise<void> =>
  queue.run(
    jobs.filter(({ index }) => !has(index)),
    {
      progress: (now) => set(progress(now)),
      result: (index, found) => set(result(index, found)),
      failed: set,
    },
  );

/** The list with a result at its place. Other places without a result are undefined; it has at least `length` places. */
export const withResult = <R>(
  results: readonly (R | undefined)[],
  index: number,
  result: R,
  length = 0,
): (R | undefined)[] =>
  Array.from({ length: Math.max(length, index + 1, results.length) }, (_, i) =>
    i === index ? result : results[i],
  );

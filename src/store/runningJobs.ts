import { create } from 'zustand';
import type { Page } from './state';

/** What runs in a room: what is watched there, or runs in the pool. */
export type JobKind = 'watched' | 'runs';

/** Something that runs, so that every room can show it. */
export interface RunningJob {
  readonly page: Page;
  readonly kind: JobKind;
  /** The completed share, 0 to 1. */
  readonly share: number;
  /** The finished runs of a number of runs. */
  readonly count?: { readonly finished: number; readonly total: number } | undefined;
  /** When it started, as a value of `performance.now()`, and the share that was complete at that time. */
  readonly since: { readonly time: number; readonly share: number };
  /** Ends it; what is done is kept. */
  cancel(): void;
}

export const useRunningJobs = create<{ readonly jobs: readonly RunningJob[] }>(() => ({ jobs: [] }));

/** How far something is. */
export type JobProgress = Pick<RunningJob, 'share' | 'count'>;

/** Remaining milliseconds, from the pace since the start; undefined if no estimate is possible. */
export function timeLeft(
  { share, since }: Pick<RunningJob, 'share' | 'since'>,
  now: number,
): number | undefined {
  const done = share - since.share;
  return done < 0.01 ? undefined : ((now - since.time) / done) * (1 - share);
}

/** Steps in which the completed share is shown, so that the header is not drawn at every update. */
const shareSteps = 200;

/**
 * Shows what runs in a room for as long as it runs.
 * @param progressOf how far it is; undefined if it does not run
 */
export function showJob<State>(
  { page, kind, cancel }: Pick<RunningJob, 'page' | 'kind' | 'cancel'>,
  store: { getState(): State; subscribe(changed: (now: State) => void): unknown },
  progressOf: (state: State) => JobProgress | undefined,
  now: () => number = () => performance.now(),
): void {
  const isOwn = (job: RunningJob) => job.page === page && job.kind === kind;
  const update = (state: State) => {
    const { jobs } = useRunningJobs.getState();
    const before = jobs.find(isOwn);
    const progress = progressOf(state);
    if (!progress) {
      if (before) useRunningJobs.setState({ jobs: jobs.filter((job) => !isOwn(job)) });
      return;
    }
    const share = Math.floor(progress.share * shareSteps) / shareSteps;
    const isNew = !before || share < before.share;
    if (!isNew && share === before.share && progress.count?.finished === before.count?.finished) return;
    const since = isNew ? { time: now(), share } : before.since;
    const job: RunningJob = { page, kind, cancel, share, count: progress.count, since };
    useRunningJobs.setState({ jobs: before ? jobs.map((one) => (isOwn(one) ? job : one)) : [...jobs, job] });
  };
  update(store.getState());
  store.subscribe(update);
}

/** The progress of a queue of runs. */
export const queueProgress = (
  queue: { readonly share: number; readonly finished: number; readonly total: number } | undefined,
): JobProgress | undefined =>
  queue && { share: queue.share, count: { finished: queue.finished, total: queue.total } };

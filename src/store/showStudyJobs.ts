import type { JobQueueProgress } from './jobQueue';
import { queueProgress, showJob } from './runningJobs';
import type { Page } from './state';
import type { StudyStatus } from './study';

/** The part of a study's store that tells what runs. */
interface StudyState {
  readonly status: StudyStatus;
  readonly share: number;
  readonly repeating: JobQueueProgress | undefined;
  pause(): void;
  cancel(): void;
}

/** Shows the training of a study and its runs in the pool while another room is open. */
export function showStudyJobs(
  page: Page,
  store: { getState(): StudyState; subscribe(changed: (now: StudyState) => void): unknown },
): void {
  showJob({ page, kind: 'watched', cancel: () => store.getState().pause() }, store, ({ status, share }) =>
    status === 'playing' ? { share } : undefined,
  );
  showJob({ page, kind: 'runs', cancel: () => store.getState().cancel() }, store, ({ repeating }) =>
    queueProgress(repeating),
  );
}

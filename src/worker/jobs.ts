import type { Job, JobResult } from './job';
import type { RaceJob, RaceResult } from './raceJob';
import type { TransferJob, TransferJobResult } from './transferJob';

/** What a pool worker can be asked for, and what comes of it. */
export type AnyJob = Job | RaceJob | TransferJob;
export type AnyResult = JobResult | RaceResult | TransferJobResult;
export type ResultOf<J extends AnyJob> = J extends RaceJob
  ? RaceResult
  : J extends TransferJob
    ? TransferJobResult
    : JobResult;

import type { Job, JobResult } from './job';
import type { RaceJob, RaceResult } from './raceJob';

/** What a pool worker can be asked for, and what comes of it. */
export type AnyJob = Job | RaceJob;
export type AnyResult = JobResult | RaceResult;
export type ResultOf<J extends AnyJob> = J extends RaceJob ? RaceResult : JobResult;

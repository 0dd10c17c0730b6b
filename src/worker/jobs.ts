import type { FiniteWidthJob, FiniteWidthResult } from './finiteWidthJob';
import type { Job, JobResult } from './job';
import type { RaceJob, RaceResult } from './raceJob';
import type { TransferJob, TransferJobResult } from './transferJob';

/** What a pool worker can be asked for, and what comes of it. */
export type AnyJob = Job | RaceJob | TransferJob | FiniteWidthJob;
export type AnyResult = JobResult | RaceResult | TransferJobResult | FiniteWidthResult;
export type ResultOf<J extends AnyJob> = J extends RaceJob
  ? RaceResult
  : J extends TransferJob
    ? TransferJobResult
    : J extends FiniteWidthJob
      ? FiniteWidthResult
      : JobResult;

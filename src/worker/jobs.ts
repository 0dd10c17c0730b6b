import type { FiniteWidthJob, FiniteWidthResult } from './finiteWidthJob';
import type { Job, JobResult } from './job';
import type { RaceJob, RaceResult, TransferJob, TransferJobResult } from './studyJob';

/** The jobs of a pool worker, and their results. */
export type AnyJob = Job | RaceJob | TransferJob | FiniteWidthJob;
export type AnyResult = JobResult | RaceResult | TransferJobResult | FiniteWidthResult;
export type ResultOf<J extends AnyJob> = J extends RaceJob
  ? RaceResult
  : J extends TransferJob
    ? TransferJobResult
    : J extends FiniteWidthJob
      ? FiniteWidthResult
      : JobResult;

import type { ExplainedStep } from '../engine/explain/step';
import type { GradientCheck } from '../engine/gradientCheck';
import type { LossSurface } from '../engine/lossSurface';
import type { AnswersJob, TestAnswers } from './answersJob';
import type { ExplainJob } from './explainJob';
import type { FiniteWidthJob, FiniteWidthResult } from './finiteWidthJob';
import type { GradientCheckJob } from './gradientCheckJob';
import type { Job, JobResult } from './job';
import type { LossSurfaceJob } from './lossSurfaceJob';
import type { Fault } from './protocol';
import type { RaceJob, RaceResult, TransferJob, TransferJobResult } from './studyJob';

/** The jobs of a pool worker, and their results. */
export type AnyJob =
  | Job
  | RaceJob
  | TransferJob
  | FiniteWidthJob
  | LossSurfaceJob
  | GradientCheckJob
  | ExplainJob
  | AnswersJob;
export type AnyResult =
  | JobResult
  | RaceResult
  | TransferJobResult
  | FiniteWidthResult
  | LossSurface
  | GradientCheck
  | TestAnswers
  | ExplainedStep;
export type ResultOf<J extends AnyJob> = J extends ExplainJob
  ? ExplainedStep
  : J extends RaceJob
    ? RaceResult
    : J extends TransferJob
      ? TransferJobResult
      : J extends FiniteWidthJob
        ? FiniteWidthResult
        : J extends LossSurfaceJob
          ? LossSurface
          : J extends GradientCheckJob
            ? GradientCheck
            : J extends AnswersJob
              ? TestAnswers
              : JobResult;

/** Commands from the pool to a worker. A worker has one job at a time. */
export type PoolCommand =
  | { readonly kind: 'run'; readonly id: number; readonly job: AnyJob }
  | { readonly kind: 'cancel'; readonly id: number };

/** Messages from the worker to the pool. */
export type PoolReport =
  | { readonly kind: 'progress'; readonly id: number; readonly step: number }
  | { readonly kind: 'done'; readonly id: number; readonly result: AnyResult }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly fault: Fault };

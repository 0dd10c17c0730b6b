import { Race, type TrainedTeacher } from '../engine/distillation/race';
import type { StudentReport } from '../engine/distillation/student';
import type { Kernels } from '../engine/kernels/kernels';
import { candidates } from '../engine/kernels/open';
import type { LearnerReport } from '../engine/transfer/learner';
import { Transfer, type TransferOptions } from '../engine/transfer/transfer';
import type { Distillation } from '../schema/distillation';
import type { ExperimentSpec } from '../schema/experiment';
import type { TransferSpec } from '../schema/transfer';
import { type JobHost, jobSliceTime } from './job';
import type { Backend } from './protocol';
import { inSlices } from './slices';
import type { Trained } from './studySession';

/** One whole distillation of which only the result is needed; nothing is displayed during training. */
export interface RaceJob {
  readonly race: Distillation;
  readonly backend: Backend | 'auto';
}

/** One seed of a transfer at one setting of which only the result is needed. */
export interface TransferJob {
  /** Without a sweep, see `transferRuns`. */
  readonly transfer: TransferSpec;
  readonly backend: Backend | 'auto';
  /** By default only the end is measured. */
  readonly options?: TransferOptions;
}

/** The result of every study's job. */
interface StudyResult {
  readonly backend: Backend;
  readonly milliseconds: number;
}

export interface RaceResult extends StudyResult {
  readonly teacher: Omit<TrainedTeacher, 'testLogits'>;
  readonly students: readonly StudentReport[];
}

/** A diverged network is a result; a diverged source teacher is a Problem. */
export interface TransferJobResult extends StudyResult {
  readonly teacher: LearnerReport;
  /** In the file's order. */
  readonly methods: readonly LearnerReport[];
}

/** What the job of one kind of study consists of. */
interface StudyJob<Run extends Trained, Outcome> {
  /** The experiment that the backend is chosen for. */
  readonly experiment: ExperimentSpec;
  readonly backend: Backend | 'auto';
  open(openKernels: () => Promise<Kernels>): Promise<Run>;
  /** The outcome of a run that has ended. */
  outcome(run: Run): Outcome;
}

/** Trains a study to its end. See `JobRunner.run` for the arguments; `onProgress` gets the completed share, 0 to 1. */
async function trainToEnd<Run extends Trained, Outcome>(
  { experiment, backend, open, outcome }: StudyJob<Run, Outcome>,
  host: JobHost,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): Promise<(StudyResult & Outcome) | undefined> {
  const start = host.now();
  const chosen = backend === 'auto' ? (await candidates(experiment))[0]! : backend;
  const run = await open(() => host.openKernels(chosen));
  try {
    await inSlices(host, jobSliceTime, {
      more: () => !run.done && !cancelled(),
      advance: () => run.advance(),
      between: () => onProgress(run.progress),
    });
    if (cancelled()) return undefined;
    return { backend: chosen, ...outcome(run), milliseconds: host.now() - start };
  } finally {
    run.dispose();
  }
}

/** @throws Problem if teacher and students do not fit together */
export const runRace = ({ race, backend }: RaceJob, ...rest: JobCallbacks): Promise<RaceResult | undefined> =>
  trainToEnd(
    {
      experiment: race.student,
      backend,
      open: (openKernels) => Race.open(race, openKernels),
      outcome({ teacher, students }) {
        const { testLogits: _, ...taught } = teacher!;
        return { teacher: taught, students: students.map((student) => student.report()) };
      },
    },
    ...rest,
  );

/** @throws Problem if source, target and methods do not fit together */
export const runTransfer = (
  { transfer, backend, options = { points: 1, layers: false } }: TransferJob,
  ...rest: JobCallbacks
): Promise<TransferJobResult | undefined> =>
  trainToEnd(
    {
      experiment: transfer.source,
      backend,
      open: (openKernels) => Transfer.open(transfer, openKernels, options),
      outcome(run) {
        const { teacher, methods } = run.report();
        return { teacher: teacher!, methods };
      },
    },
    ...rest,
  );

type JobCallbacks = [host: JobHost, onProgress: (share: number) => void, cancelled: () => boolean];

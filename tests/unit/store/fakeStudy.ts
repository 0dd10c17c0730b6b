import type { Problem, ProblemCode, ProblemValues } from '../../../src/base/problem';
import type { RunOptions } from '../../../src/worker/pool';
import type { StudyCommand, StudyReport } from '../../../src/worker/studySession';

interface FakeJob<Job, Result> {
  readonly job: Job;
  readonly options: RunOptions;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * A study's worker and pool whose replies come from the test.
 * @param data what the worker reports of a study that it has built
 * @param refusal the field of a study that it can't build
 * @param progressAt its progress after so many of 100 steps
 */
export function fakeStudy<Spec, Data, Progress, Job, Result>(
  data: Data,
  refusal: { readonly code: ProblemCode; readonly values: ProblemValues },
  progressAt: (step: number) => Progress,
) {
  type Report = StudyReport<Data, Progress, object>;
  type Command = StudyCommand<Spec, object>;
  const sent: Command[] = [];
  const jobs: FakeJob<Job, Result>[] = [];
  let report: (report: Report) => void = () => {};
  let crash: (message: string, problem?: Problem) => void = () => {};
  const workers = {
    start(onReport: typeof report, onCrash: typeof crash) {
      report = onReport;
      crash = onCrash;
      return { send: (command: Command) => void sent.push(command), end: () => {} };
    },
    pool: () => ({
      size: 2,
      run: (job: Job, options: RunOptions) =>
        new Promise<Result>((resolve, reject) => {
          options.signal?.addEventListener('abort', () => reject(options.signal!.reason));
          jobs.push({ job, options, resolve, reject });
        }),
      dispose: () => {},
    }),
    backend: () => 'reference',
  };
  const loads = () => sent.filter((command) => command.kind === 'load');
  const newest = () => loads().at(-1)!.run;
  return {
    workers,
    sent,
    jobs,
    loads,
    crash: (message: string, problem?: Problem) => crash(message, problem),
    ready: (run = newest()) => report({ kind: 'ready', run, data }),
    refused: (run = newest()) => report({ kind: 'failed', run, fault: { kind: 'problem', ...refusal } }),
    progress: (step: number, run = newest(), playing = true, stopped = !playing) =>
      report({ kind: 'progress', run, playing, stopped, done: step === 100, progress: progressAt(step) }),
  };
}

/** Resolves when all pending promises of the store have been handled. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

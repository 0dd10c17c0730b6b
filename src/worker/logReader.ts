import { Problem, type ProblemCode, type ProblemValues } from '../base/problem';
import type { LogQuantity } from '../data/logs/quantities';
import type { LogMatrix, LogMoment, LogSummary } from '../data/logs/run';

/** Requests from the page to a worker that holds a log. */
export type LogRequest =
  | { readonly kind: 'open'; readonly file: Blob; readonly name: string }
  | {
      readonly kind: 'matrix';
      readonly request: number;
      readonly run: number;
      readonly quantity: LogQuantity;
      readonly columns: number;
    }
  | { readonly kind: 'moment'; readonly request: number; readonly run: number; readonly at: number };

/** The worker's answers. */
export type LogAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'opened'; readonly runs: readonly LogSummary[] }
  | {
      readonly kind: 'refused';
      readonly problem: { readonly code: ProblemCode; readonly values: ProblemValues };
    }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'matrix'; readonly request: number; readonly matrix: LogMatrix }
  | { readonly kind: 'moment'; readonly request: number; readonly moment: LogMoment };

/** A run whose numbers by module are fetched as they are needed. */
export interface OpenedLog {
  readonly summary: LogSummary;
  matrix(quantity: LogQuantity, columns: number): Promise<LogMatrix>;
  moment(at: number): Promise<LogMoment>;
}

/** A log that is being read. */
export interface LogReading {
  /** @throws {Problem} the file is no log, or its reading was stopped */
  readonly runs: Promise<readonly OpenedLog[]>;
  /** Ends the worker: it stops reading, or gives the memory of its runs back. */
  end(): void;
}

/** Reads a log in a worker, which then holds its numbers. */
export function startLogReader(file: Blob, name: string, onProgress: (share: number) => void): LogReading {
  const worker = new Worker(new URL('./models.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: LogMatrix | LogMoment) => void>();
  let requests = 0;
  const ask = <Answer extends LogMatrix | LogMoment>(
    request: (number: number) => LogRequest,
  ): Promise<Answer> =>
    new Promise((resolve) => {
      waiting.set(++requests, resolve as (answer: LogMatrix | LogMoment) => void);
      worker.postMessage(request(requests));
    });
  const give = (request: number, answer: LogMatrix | LogMoment) => {
    waiting.get(request)?.(answer);
    waiting.delete(request);
  };
  const runs = new Promise<readonly OpenedLog[]>((resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker that reads logs stopped'));
    };
    worker.onmessage = ({ data }: MessageEvent<LogAnswer>) => {
      if (data.kind === 'progress') onProgress(data.share);
      else if (data.kind === 'matrix') give(data.request, data.matrix);
      else if (data.kind === 'moment') give(data.request, data.moment);
      else if (data.kind === 'refused') reject(new Problem(data.problem.code, data.problem.values));
      else if (data.kind === 'fault') reject(new Error(data.message));
      else
        resolve(
          data.runs.map((summary, run) => ({
            summary,
            matrix: (quantity, columns) =>
              ask<LogMatrix>((request) => ({ kind: 'matrix', request, run, quantity, columns })),
            moment: (at) => ask<LogMoment>((request) => ({ kind: 'moment', request, run, at })),
          })),
        );
    };
  });
  worker.postMessage({ kind: 'open', file, name } satisfies LogRequest);
  return { runs, end: () => worker.terminate() };
}

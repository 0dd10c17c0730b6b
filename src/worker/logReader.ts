import { Problem, type ProblemCode, type ProblemValues } from '../base/problem';
import type { LogQuantity } from '../data/logs/quantities';
import type { LogMatrix, LogMoment, LogSummary } from '../data/logs/run';

/** Requests from the page to a worker that holds a log. */
export type LogRequest =
  | { readonly kind: 'open'; readonly file: Blob; readonly name: string }
  /** What the file has grown by, from the bytes that were consumed. */
  | { readonly kind: 'more'; readonly part: Blob }
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
  | { readonly kind: 'read'; readonly runs: readonly LogSummary[]; readonly consumed: number }
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
  /** Its place among the runs of its file. */
  readonly index: number;
  matrix(quantity: LogQuantity, columns: number): Promise<LogMatrix>;
  moment(at: number): Promise<LogMoment>;
}

/** The runs of a log as far as it was read. */
export interface ReadLog {
  readonly runs: readonly OpenedLog[];
  /** The bytes of the file that need not be read again. */
  readonly consumed: number;
}

/** A worker that holds a log. */
export interface LogReading {
  /** @throws {Problem} the file is no log */
  readonly opened: Promise<ReadLog>;
  /** Reads on: what follows the consumed bytes. */
  more(part: Blob): Promise<ReadLog>;
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
  const openedRun = (summary: LogSummary, run: number): OpenedLog => ({
    summary,
    index: run,
    matrix: (quantity, columns) =>
      ask<LogMatrix>((request) => ({ kind: 'matrix', request, run, quantity, columns })),
    moment: (at) => ask<LogMoment>((request) => ({ kind: 'moment', request, run, at })),
  });
  // One part is read at a time.
  let settle: { resolve(log: ReadLog): void; reject(error: Error): void } | undefined;
  const reading = (request: LogRequest) =>
    new Promise<ReadLog>((resolve, reject) => {
      settle = { resolve, reject };
      worker.postMessage(request);
    });
  worker.onerror = (event) => {
    event.preventDefault();
    settle?.reject(new Error(event.message || 'the worker that reads logs stopped'));
  };
  worker.onmessage = ({ data }: MessageEvent<LogAnswer>) => {
    if (data.kind === 'progress') onProgress(data.share);
    else if (data.kind === 'matrix') give(data.request, data.matrix);
    else if (data.kind === 'moment') give(data.request, data.moment);
    else if (data.kind === 'refused') settle?.reject(new Problem(data.problem.code, data.problem.values));
    else if (data.kind === 'fault') settle?.reject(new Error(data.message));
    else settle?.resolve({ runs: data.runs.map(openedRun), consumed: data.consumed });
  };
  return {
    opened: reading({ kind: 'open', file, name }),
    more: (part) => reading({ kind: 'more', part }),
    end: () => worker.terminate(),
  };
}

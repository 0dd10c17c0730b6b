import type { HistogramKind, LogHistograms } from '../data/logs/histograms';
import type { LogQuantity } from '../data/logs/quantities';
import type { LogMatrix, LogMoment, LogSummary } from '../data/logs/run';
import { starterOf } from './connection';
import { asError } from './fault';
import type { LogAnswer, LogCommand, LogReport } from './logs';

const startWorker = starterOf('log');

/** A run whose numbers by module are fetched as they are needed. */
export interface OpenedLog {
  readonly summary: LogSummary;
  /** Its place among the runs of its file. */
  readonly index: number;
  matrix(quantity: LogQuantity, columns: number): Promise<LogMatrix>;
  moment(at: number): Promise<LogMoment>;
  histograms(kind: HistogramKind, modules: readonly number[]): Promise<LogHistograms>;
}

/** The runs of a log as far as it was read. */
export interface ReadLog {
  readonly runs: readonly OpenedLog[];
  /** The bytes of each file that need not be read again. */
  readonly consumed: readonly number[];
}

/** A worker that holds a log, or the logs of one run's ranks. */
export interface LogReading {
  /** @throws {Problem} the file is no log */
  readonly opened: Promise<ReadLog>;
  /** Reads on: what follows the consumed bytes of each file. */
  more(parts: readonly Blob[]): Promise<ReadLog>;
  /** Ends the worker: it stops reading, or gives the memory of its runs back. */
  end(): void;
}

/**
 * Reads logs in a worker, which then holds their numbers.
 * @param files one log, or those of one run's ranks
 * @param onLost called if the worker ends, and the log's numbers with it; requests to it stay unanswered
 */
export function startLogReader(
  files: readonly { readonly content: Blob; readonly name: string }[],
  onProgress: (share: number) => void,
  onLost: (message: string) => void,
): LogReading {
  const waiting = new Map<number, (answer: LogAnswer) => void>();
  let requests = 0;
  const ask = <Answer extends LogAnswer>(request: (number: number) => LogCommand): Promise<Answer> =>
    new Promise((resolve) => {
      waiting.set(++requests, resolve as (answer: LogAnswer) => void);
      worker.send(request(requests));
    });
  const give = (request: number, answer: LogAnswer) => {
    waiting.get(request)?.(answer);
    waiting.delete(request);
  };
  const openedRun = (summary: LogSummary, run: number): OpenedLog => ({
    summary,
    index: run,
    matrix: (quantity, columns) =>
      ask<LogMatrix>((request) => ({ kind: 'matrix', request, run, quantity, columns })),
    moment: (at) => ask<LogMoment>((request) => ({ kind: 'moment', request, run, at })),
    histograms: (of, modules) =>
      ask<LogHistograms>((request) => ({ kind: 'histograms', request, run, of, modules })),
  });
  // One part is read at a time.
  let settle: { resolve(log: ReadLog): void; reject(error: Error): void } | undefined;
  const reading = (request: LogCommand) =>
    new Promise<ReadLog>((resolve, reject) => {
      settle = { resolve, reject };
      worker.send(request);
    });
  const receive = (report: LogReport) => {
    if (report.kind === 'progress') onProgress(report.share);
    else if (report.kind === 'answer') give(report.request, report.answer);
    else if (report.kind === 'failed') settle?.reject(asError(report.fault));
    else settle?.resolve({ runs: report.runs.map(openedRun), consumed: report.consumed });
  };
  const worker = startWorker(receive, (message, problem) => {
    settle?.reject(problem ?? new Error(message));
    onLost(message);
  });
  return {
    opened: reading({ kind: 'open', files }),
    more: (parts) => reading({ kind: 'more', parts }),
    end: () => worker.end(),
  };
}

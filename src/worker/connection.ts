import { missingFileWords, reportMissingFile } from '../base/missingFile';
import { Problem } from '../base/problem';
import type { CodeCommand, CodeReport } from './code';
import type { ComparisonCommand, ComparisonReport } from './comparison';
import type { DistillationCommand, DistillationReport } from './distillation';
import type { FileCommand, FileReport } from './files';
import type { PoolCommand, PoolReport } from './jobs';
import { type LifeSign, whenFree } from './lifeSign';
import type { LogCommand, LogReport } from './logs';
import type { Command, Fault, Report } from './protocol';
import type { TableCommand, TableReport } from './tables';
import type { TransferCommand, TransferReport } from './transfer';

/** The page's workers: the commands that each one gets, and the reports that it sends. */
interface Workers {
  readonly training: { readonly command: Command; readonly report: Report };
  readonly comparison: { readonly command: ComparisonCommand; readonly report: ComparisonReport };
  readonly distillation: { readonly command: DistillationCommand; readonly report: DistillationReport };
  readonly transfer: { readonly command: TransferCommand; readonly report: TransferReport };
  readonly pool: { readonly command: PoolCommand; readonly report: PoolReport };
  readonly log: { readonly command: LogCommand; readonly report: LogReport };
  readonly table: { readonly command: TableCommand; readonly report: TableReport };
  readonly code: { readonly command: CodeCommand; readonly report: CodeReport };
  readonly file: { readonly command: FileCommand; readonly report: FileReport };
}
export type WorkerKind = keyof Workers;

/** Each address stands in full, because the build finds the workers by it. */
const open: Readonly<Record<WorkerKind, () => Worker>> = {
  training: () =>
    new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'training' }),
  comparison: () =>
    new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'comparison' }),
  distillation: () =>
    new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'distillation' }),
  transfer: () =>
    new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'transfer' }),
  pool: () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'pool' }),
  log: () => new Worker(new URL('./log.worker.ts', import.meta.url), { type: 'module' }),
  table: () => new Worker(new URL('./table.worker.ts', import.meta.url), { type: 'module' }),
  code: () => new Worker(new URL('./code.worker.ts', import.meta.url), { type: 'module' }),
  file: () => new Worker(new URL('../store/file.worker.ts', import.meta.url), { type: 'module' }),
};

/** A worker as the page sees it. */
export interface Connection<Command> {
  send(command: Command): void;
  /** Ends the worker at once. */
  end(): void;
}

/** The connection to a worker of one kind. */
export type ConnectionTo<K extends WorkerKind> = Connection<Workers[K]['command']>;

/**
 * Starts a worker. `onCrash` is called when the worker can no longer be used; it gets a problem if no worker could be started at
 * all, and another one could not either.
 */
export type StartWorker<K extends WorkerKind> = (
  onReport: (report: Workers[K]['report']) => void,
  onCrash: (message: string, problem?: Problem) => void,
) => ConnectionTo<K>;

/** Whether a worker failed because it could not load a part of itself. */
const isOfMissingFile = (fault: Fault): boolean => fault.kind === 'problem' && fault.code === 'missingFile';

/** The function that starts workers of a kind. */
export const starterOf =
  <K extends WorkerKind>(kind: K): StartWorker<K> =>
  (onReport, onCrash) => {
    const over = new AbortController();
    const crash = (message: string, problem?: Problem) => {
      if (over.signal.aborted) return;
      over.abort();
      onCrash(message, problem);
    };
    let worker: Worker;
    try {
      worker = open[kind]();
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      // The caller gets the connection first, as with a worker that ends later.
      queueMicrotask(() => crash(found, new Problem('noWorker', { found: found.replace(/\.+$/, '') })));
      return { send: () => {}, end: () => over.abort() };
    }
    let begun = false;
    worker.onmessage = ({ data }: MessageEvent<Workers[K]['report'] | LifeSign>) => {
      begun = true;
      if (data.kind === 'failed' && isOfMissingFile(data.fault)) reportMissingFile();
      if (data.kind !== 'holdsLock') onReport(data);
      else whenFree(data.lock, over.signal, () => crash(`the ${kind} worker ended without a word`));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // The browser gives no message when it doesn't get the worker's file, and these words when it doesn't get a part of it.
      if (!begun && (!event.message || missingFileWords.test(event.message))) {
        reportMissingFile();
        return crash(`the file of the ${kind} worker is missing`, new Problem('missingFile', {}));
      }
      crash(event.message || `the ${kind} worker stopped`);
    };
    worker.onmessageerror = () => crash(`a message from the ${kind} worker could not be read`);
    return {
      send: (command) => worker.postMessage(command),
      end() {
        over.abort();
        worker.terminate();
      },
    };
  };

import { Problem } from '../base/problem';
import { starterOf } from '../worker/connection';
import { asError } from '../worker/fault';
import type { FileCommand, FileReport } from '../worker/files';
import { type Brought, bringRun } from './bringRun';
import type { Database } from './database';
import { openLibrary } from './libraryFile';
import { unread } from './readLabFile';

const startFile = starterOf('file');

/** Files of more bytes than this are read in a worker: they may inflate to a thousand times as much. */
const largeFrom = 2 ** 14;

/** A library file that is being imported, run by run. */
export interface LibraryReading {
  readonly runs: readonly {
    readonly id: string;
    /** Reads the run and stores it. @throws Problem (rejects) if it cannot be used */
    bring(): Promise<Brought>;
  }[];
  /** Whether the worker that read it is gone, so that no further run comes. */
  isOver(): boolean;
  /** Ends that worker, if there is one; a run that is being read is refused. */
  end(): void;
}

/**
 * Opens a library file: a large one in a worker, where its runs are inflated, checked and stored; where the browser starts none,
 * here.
 * @throws Problem (rejects) as `openLibrary`, or if the browser ends the worker
 */
export async function readLibrary(
  file: Blob,
  name: string,
  base: Database,
  start = startFile,
): Promise<LibraryReading> {
  if (file.size <= largeFrom) return readHere(file, name, base);
  let settle: ((report: FileReport | Error) => void) | undefined;
  let gone: Error | undefined;
  const over = (error: Error) => {
    gone ??= error;
    settle?.(gone);
  };
  const worker = start(
    (report) => settle?.(report),
    (_, problem) => over(problem ?? unread(name)),
  );
  const end = () => {
    worker.end();
    over(unread(name));
  };
  /** One question at a time. */
  const ask = (command: FileCommand) =>
    new Promise<FileReport>((resolve, reject) => {
      settle = (report) => {
        if (report instanceof Error) reject(report);
        else if (report.kind === 'failed') reject(asError(report.fault));
        else resolve(report);
      };
      if (gone) settle(gone);
      else worker.send(command);
    });
  try {
    const opened = await ask({ kind: 'library', file, name, database: base.name });
    const ids = opened.kind === 'library' ? opened.ids : [];
    const bring = async (index: number): Promise<Brought> => {
      const report = await ask({ kind: 'run', index });
      if (report.kind === 'run') return report.brought;
      throw unread(name);
    };
    const runs = ids.map((id, index) => ({ id, bring: () => bring(index) }));
    return { runs, isOver: () => gone !== undefined, end };
  } catch (error) {
    worker.end();
    if (error instanceof Problem && error.code === 'noWorker') return readHere(file, name, base);
    throw error;
  }
}

/** Reads on the page itself. */
async function readHere(file: Blob, name: string, base: Database): Promise<LibraryReading> {
  const packed = await openLibrary(new Uint8Array(await file.arrayBuffer()), name);
  const runs = packed.map(({ id, read }) => ({ id, bring: async () => bringRun(base, await read()) }));
  return { runs, isOver: () => false, end: () => {} };
}

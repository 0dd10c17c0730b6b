import { labFiles } from '../schema/labFiles';
import { withKeptTexts } from '../schema/storedContent';
import { asFault } from '../worker/fault';
import type { FileCommand, FileReport } from '../worker/files';
import { holdLock } from '../worker/lifeSign';
import { bringRun } from './bringRun';
import { createDatabase, type Database } from './database';
import { openLibrary, type PackedRun } from './libraryFile';

declare const self: DedicatedWorkerGlobalScope;

const post = (report: FileReport) => self.postMessage(report);

holdLock((sign) => self.postMessage(sign));

/** The library that was opened, and the database that its runs go to. */
let library: { readonly runs: readonly PackedRun[]; readonly base: Database } | undefined;

/** Reads one file. The texts of tables in it are stored, so that the page gets what refers to them. */
self.onmessage = async ({ data }: MessageEvent<FileCommand>) => {
  try {
    switch (data.kind) {
      case 'read': {
        const value: unknown = labFiles[data.as](await data.file.text(), data.file.name);
        return post({ kind: 'done', value: await withKeptTexts(value) });
      }
      case 'library': {
        const runs = await openLibrary(new Uint8Array(await data.file.arrayBuffer()), data.name);
        library = { runs, base: createDatabase(data.database) };
        return post({ kind: 'library', ids: runs.map(({ id }) => id) });
      }
      case 'run': {
        const { runs, base } = library!;
        return post({ kind: 'run', brought: await bringRun(base, await runs[data.index]!.read()) });
      }
    }
  } catch (error) {
    const fault = asFault(error);
    // The page tells by the name why the database refuses.
    const named = fault.kind === 'crash' ? { ...fault, message: String(error) } : fault;
    post({ kind: 'failed', fault: named });
  }
};

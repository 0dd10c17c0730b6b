import { labFiles } from '../schema/labFiles';
import { withKeptTexts } from '../schema/storedContent';
import { asFault } from '../worker/fault';
import type { FileCommand, FileReport } from '../worker/files';
import { holdLock } from '../worker/lifeSign';
import { openLibrary, type PackedRun } from './libraryFile';

declare const self: DedicatedWorkerGlobalScope;

const post = (report: FileReport, transfer: readonly ArrayBufferLike[] = []) =>
  self.postMessage(report, transfer as Transferable[]);

holdLock((sign) => self.postMessage(sign));

/** The runs of the library that was opened. */
let runs: readonly PackedRun[] = [];

/** Reads one file. The texts of tables in it are stored, so that the page gets what refers to them. */
self.onmessage = async ({ data }: MessageEvent<FileCommand>) => {
  try {
    switch (data.kind) {
      case 'read': {
        const value: unknown = labFiles[data.as](await data.file.text(), data.file.name);
        return post({ kind: 'done', value: await withKeptTexts(value) });
      }
      case 'library':
        runs = await openLibrary(new Uint8Array(await data.file.arrayBuffer()), data.name);
        return post({ kind: 'library', ids: runs.map(({ id }) => id) });
      case 'run': {
        const whole = await runs[data.index]!.read();
        const { frames, checkpoint } = whole.numbers;
        const buffers = [frames, ...(checkpoint?.arrays ?? [])].map(({ buffer }) => buffer);
        return post({ kind: 'run', whole }, [...new Set(buffers)]);
      }
    }
  } catch (error) {
    post({ kind: 'failed', fault: asFault(error) });
  }
};

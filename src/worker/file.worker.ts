import { labFiles } from '../schema/labFiles';
import { withKeptTexts } from '../schema/storedContent';
import { asFault } from './fault';
import type { FileCommand, FileReport } from './files';
import { holdLock } from './lifeSign';

declare const self: DedicatedWorkerGlobalScope;

const post = (report: FileReport) => self.postMessage(report);

holdLock((sign) => self.postMessage(sign));

/** Reads one file. The texts of tables in it are stored, so that the page gets what refers to them. */
self.onmessage = async ({ data: { file, as } }: MessageEvent<FileCommand>) => {
  try {
    const value: unknown = labFiles[as](await file.text(), file.name);
    post({ kind: 'done', value: await withKeptTexts(value) });
  } catch (error) {
    post({ kind: 'failed', fault: asFault(error) });
  }
};

import { LogReader } from '../data/logs/readLog';
import { asFault } from './fault';
import { holdLock } from './lifeSign';
import type { LogCommand, LogReport } from './logs';

declare const self: DedicatedWorkerGlobalScope;

/** The file that this worker reads. */
let reader: LogReader | undefined;

const post = (report: LogReport) => self.postMessage(report);

holdLock((sign) => self.postMessage(sign));

/** Reads a file, or what it has grown by. */
async function read(log: LogReader, part: Blob): Promise<void> {
  try {
    await log.read(part, (share) => post({ kind: 'progress', share }));
    post({ kind: 'read', runs: log.runs.map((run) => run.summary()), consumed: log.consumed });
  } catch (error) {
    post({ kind: 'failed', fault: asFault(error) });
  }
}

self.onmessage = ({ data }: MessageEvent<LogCommand>) => {
  if (data.kind === 'open') {
    reader = new LogReader(data.name);
    return read(reader, data.file);
  }
  if (data.kind === 'more') return read(reader!, data.part);
  const run = reader!.runs[data.run]!;
  if (data.kind === 'matrix')
    post({ kind: 'matrix', request: data.request, matrix: run.matrix(data.quantity, data.columns) });
  else post({ kind: 'moment', request: data.request, moment: run.moment(data.at) });
};

import { Problem } from '../base/problem';
import { LogReader } from '../data/logs/readLog';
import type { LogAnswer, LogRequest } from './logReader';

declare const self: DedicatedWorkerGlobalScope;

/** The file that this worker reads. */
let reader: LogReader | undefined;

const answer = (message: LogAnswer) => self.postMessage(message);

/** Reads a file, or what it has grown by. */
async function read(log: LogReader, part: Blob): Promise<void> {
  try {
    await log.read(part, (share) => answer({ kind: 'progress', share }));
    answer({ kind: 'read', runs: log.runs.map((run) => run.summary()), consumed: log.consumed });
  } catch (error) {
    if (error instanceof Problem)
      answer({ kind: 'refused', problem: { code: error.code, values: error.values } });
    else answer({ kind: 'fault', message: String(error) });
  }
}

self.onmessage = ({ data }: MessageEvent<LogRequest>) => {
  if (data.kind === 'open') {
    reader = new LogReader(data.name);
    return read(reader, data.file);
  }
  if (data.kind === 'more') return read(reader!, data.part);
  const run = reader!.runs[data.run]!;
  if (data.kind === 'matrix')
    answer({ kind: 'matrix', request: data.request, matrix: run.matrix(data.quantity, data.columns) });
  else answer({ kind: 'moment', request: data.request, moment: run.moment(data.at) });
};

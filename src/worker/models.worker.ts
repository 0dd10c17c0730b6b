import { Problem } from '../base/problem';
import { readLog } from '../data/logs/readLog';
import type { LogRun } from '../data/logs/run';
import type { LogAnswer, LogRequest } from './logReader';

declare const self: DedicatedWorkerGlobalScope;

/** The runs of the file that this worker has read. */
let runs: readonly LogRun[] = [];

const answer = (message: LogAnswer) => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<LogRequest>) => {
  if (data.kind === 'open') {
    try {
      runs = await readLog(data.file, data.name, (share) => answer({ kind: 'progress', share }));
      answer({ kind: 'opened', runs: runs.map((run) => run.summary()) });
    } catch (error) {
      if (error instanceof Problem)
        answer({ kind: 'refused', problem: { code: error.code, values: error.values } });
      else answer({ kind: 'fault', message: String(error) });
    }
    return;
  }
  const run = runs[data.run]!;
  if (data.kind === 'matrix')
    answer({ kind: 'matrix', request: data.request, matrix: run.matrix(data.quantity, data.columns) });
  else answer({ kind: 'moment', request: data.request, moment: run.moment(data.at) });
};

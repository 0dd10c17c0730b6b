import type { StartWorker, WorkerKind } from './connection';
import { logSession } from './logSession';

/** Takes the place of `connection.ts` in the report, one file that can start no worker: its log is read on the page's own thread. */
const startLog: StartWorker<'log'> = (onReport) => {
  let over = false;
  const handle = logSession((report) => {
    if (!over) queueMicrotask(() => onReport(report));
  });
  return {
    send: handle,
    end() {
      over = true;
    },
  };
};

export function starterOf(kind: WorkerKind): StartWorker<'log'> {
  if (kind !== 'log') throw new Error(`A report starts no ${kind} worker.`);
  return startLog;
}

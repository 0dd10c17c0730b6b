import { LogReader } from '../data/logs/readLog';
import { asFault } from './fault';
import type { LogCommand, LogReport } from './logs';

/** Holds one log, and answers commands about it. */
export function logSession(post: (report: LogReport) => void): (command: LogCommand) => void {
  let reader: LogReader | undefined;
  /** Reads a file, or what it has grown by. */
  const read = async (log: LogReader, part: Blob): Promise<void> => {
    try {
      await log.read(part, (share) => post({ kind: 'progress', share }));
      post({ kind: 'read', runs: log.runs.map((run) => run.summary()), consumed: log.consumed });
    } catch (error) {
      post({ kind: 'failed', fault: asFault(error) });
    }
  };
  return (command) => {
    if (command.kind === 'open') {
      reader = new LogReader(command.name);
      void read(reader, command.file);
      return;
    }
    if (command.kind === 'more') {
      void read(reader!, command.part);
      return;
    }
    const { request } = command;
    const run = reader!.runs[command.run]!;
    if (command.kind === 'matrix')
      post({ kind: 'matrix', request, matrix: run.matrix(command.quantity, command.columns) });
    else post({ kind: 'moment', request, moment: run.moment(command.at) });
  };
}

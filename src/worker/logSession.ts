import { LogFiles } from '../data/logs/logFiles';
import { asFault } from './fault';
import type { LogCommand, LogReport } from './logs';

/** Holds one log, or the logs of one run's ranks, and answers commands about it. */
export function logSession(post: (report: LogReport) => void): (command: LogCommand) => void {
  let logs: LogFiles | undefined;
  /** Reads files, or what they have grown by. */
  const read = async (log: LogFiles, parts: readonly Blob[]): Promise<void> => {
    try {
      await log.read(parts, (share) => post({ kind: 'progress', share }));
      post({ kind: 'read', runs: log.runs.map((run) => run.summary()), consumed: log.consumed });
    } catch (error) {
      post({ kind: 'failed', fault: asFault(error) });
    }
  };
  return (command) => {
    if (command.kind === 'open') {
      logs = new LogFiles(command.files.map(({ name }) => name));
      void read(
        logs,
        command.files.map(({ content }) => content),
      );
      return;
    }
    if (command.kind === 'more') {
      void read(logs!, command.parts);
      return;
    }
    const { request } = command;
    const run = logs!.runs[command.run]!;
    const answer =
      command.kind === 'matrix'
        ? run.matrix(command.quantity, command.columns)
        : command.kind === 'moment'
          ? run.moment(command.at)
          : run.histograms(command.of, command.modules);
    post({ kind: 'answer', request, answer });
  };
}

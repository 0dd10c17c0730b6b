import type { Command, Report } from './protocol';

/** A training worker as the page sees it. */
export interface TrainingClient {
  send(command: Command): void;
  /** Ends the worker at once. */
  end(): void;
}

/** Starts a training worker. `onCrash` is called once, when the worker can no longer be used. */
export function startTraining(
  onReport: (report: Report) => void,
  onCrash: (message: string) => void,
): TrainingClient {
  const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Report>) => onReport(data);
  worker.onerror = (event) => {
    event.preventDefault();
    onCrash(event.message || 'the training worker stopped');
  };
  worker.onmessageerror = () => onCrash('a message from the training worker could not be read');
  return {
    send: (command) => worker.postMessage(command),
    end: () => worker.terminate(),
  };
}

import type { ComparisonCommand, ComparisonReport } from './comparison';

/** A comparison worker as the page sees it. */
export interface ComparisonClient {
  send(command: ComparisonCommand): void;
  /** Ends the worker at once. */
  end(): void;
}

/** Starts a comparison worker. `onCrash` is called once, when the worker can no longer be used. */
export function startComparison(
  onReport: (report: ComparisonReport) => void,
  onCrash: (message: string) => void,
): ComparisonClient {
  const worker = new Worker(new URL('./comparison.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<ComparisonReport>) => onReport(data);
  worker.onerror = (event) => {
    event.preventDefault();
    onCrash(event.message || 'the comparison worker stopped');
  };
  worker.onmessageerror = () => onCrash('a message from the comparison worker could not be read');
  return { send: (command) => worker.postMessage(command), end: () => worker.terminate() };
}

import type { DistillationCommand, DistillationReport } from './distillation';

/** A distillation worker as the page sees it. */
export interface DistillationClient {
  send(command: DistillationCommand): void;
  /** Ends the worker at once. */
  end(): void;
}

/** Starts a distillation worker. `onCrash` is called once, when the worker can no longer be used. */
export function startDistillation(
  onReport: (report: DistillationReport) => void,
  onCrash: (message: string) => void,
): DistillationClient {
  const worker = new Worker(new URL('./distillation.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<DistillationReport>) => onReport(data);
  worker.onerror = (event) => {
    event.preventDefault();
    onCrash(event.message || 'the distillation worker stopped');
  };
  worker.onmessageerror = () => onCrash('a message from the distillation worker could not be read');
  return { send: (command) => worker.postMessage(command), end: () => worker.terminate() };
}

import type { TransferCommand, TransferReport } from './transfer';

/** A transfer worker as the page sees it. */
export interface TransferClient {
  send(command: TransferCommand): void;
  /** Ends the worker at once. */
  end(): void;
}

/** Starts a transfer worker. `onCrash` is called once, when the worker can no longer be used. */
export function startTransfer(
  onReport: (report: TransferReport) => void,
  onCrash: (message: string) => void,
): TransferClient {
  const worker = new Worker(new URL('./transfer.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<TransferReport>) => onReport(data);
  worker.onerror = (event) => {
    event.preventDefault();
    onCrash(event.message || 'the transfer worker stopped');
  };
  worker.onmessageerror = () => onCrash('a message from the transfer worker could not be read');
  return { send: (command) => worker.postMessage(command), end: () => worker.terminate() };
}

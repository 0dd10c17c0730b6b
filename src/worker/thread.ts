import { openKernels } from '../engine/kernels/open';
import type { JobHost } from './job';
import { holdLock } from './lifeSign';
import { createYieldToMessages } from './yieldToMessages';

declare const self: DedicatedWorkerGlobalScope;

/** The functions that a session needs from its thread. */
export interface Thread<Report> extends JobHost {
  /** Sends a report to the page. The buffers in `transfer` move there without being copied. */
  post(report: Report, transfer?: readonly ArrayBufferLike[]): void;
}

/** Handles the page's commands with a session on this thread. */
export function serve<Command, Report>(
  open: (thread: Thread<Report>) => { handle(command: Command): Promise<void> },
): void {
  const session = open({
    openKernels,
    now: () => performance.now(),
    yieldToMessages: createYieldToMessages(),
    post: (report, transfer = []) => self.postMessage(report, transfer as Transferable[]),
  });
  self.onmessage = ({ data }: MessageEvent<Command>) => void session.handle(data);
  holdLock((sign) => self.postMessage(sign));
}

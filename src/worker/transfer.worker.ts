import { openKernels } from '../engine/kernels/open';
import { type TransferCommand, watchTransfer } from './transfer';
import { WatchedSession } from './watched';
import { createYieldToMessages } from './yieldToMessages';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), yieldToMessages: createYieldToMessages() };
const session = new WatchedSession(watchTransfer, host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<TransferCommand>) => void session.handle(data);

import { openKernels } from '../engine/kernels/open';
import { createBreathe } from './breathe';
import { type TransferCommand, watchTransfer } from './transfer';
import { WatchedSession } from './watched';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), breathe: createBreathe() };
const session = new WatchedSession(watchTransfer, host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<TransferCommand>) => void session.obey(data);

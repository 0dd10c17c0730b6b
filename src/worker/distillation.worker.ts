import { openKernels } from '../engine/kernels/open';
import { type DistillationCommand, watchDistillation } from './distillation';
import { WatchedSession } from './watched';
import { createYieldToMessages } from './yieldToMessages';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), yieldToMessages: createYieldToMessages() };
const session = new WatchedSession(watchDistillation, host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<DistillationCommand>) => void session.handle(data);

import { openKernels } from '../engine/kernels/open';
import { createBreathe } from './breathe';
import { type DistillationCommand, watchDistillation } from './distillation';
import { WatchedSession } from './watched';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), breathe: createBreathe() };
const session = new WatchedSession(watchDistillation, host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<DistillationCommand>) => void session.obey(data);

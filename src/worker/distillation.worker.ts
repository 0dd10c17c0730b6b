import { openKernels } from '../engine/kernels/open';
import { createBreathe } from './breathe';
import { type DistillationCommand, DistillationSession } from './distillation';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), breathe: createBreathe() };
const session = new DistillationSession(host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<DistillationCommand>) => void session.obey(data);

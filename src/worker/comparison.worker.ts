import { openKernels } from '../engine/kernels/open';
import { createBreathe } from './breathe';
import { type ComparisonCommand, ComparisonSession } from './comparison';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), breathe: createBreathe() };
const session = new ComparisonSession(host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<ComparisonCommand>) => void session.obey(data);

import { openKernels } from '../engine/kernels/open';
import { createBreathe } from './breathe';
import type { PoolCommand } from './pool';
import { PoolSession } from './poolSession';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), breathe: createBreathe() };
const session = new PoolSession(host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<PoolCommand>) => void session.obey(data);

import { openKernels } from '../engine/kernels/open';
import type { PoolCommand } from './pool';
import { PoolSession } from './poolSession';
import { createYieldToMessages } from './yieldToMessages';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), yieldToMessages: createYieldToMessages() };
const session = new PoolSession(host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<PoolCommand>) => void session.handle(data);

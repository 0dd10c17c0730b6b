import { openKernels } from '../engine/kernels/open';
import { type ComparisonCommand, ComparisonSession } from './comparison';
import { createYieldToMessages } from './yieldToMessages';

declare const self: DedicatedWorkerGlobalScope;

const host = { openKernels, now: () => performance.now(), yieldToMessages: createYieldToMessages() };
const session = new ComparisonSession(host, (report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<ComparisonCommand>) => void session.handle(data);

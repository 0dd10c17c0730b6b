import { calibrate } from '../engine/calibrate';
import { candidates, openKernels } from '../engine/kernels/open';
import type { Command } from './protocol';
import { TrainingSession } from './session';
import { createYieldToMessages } from './yieldToMessages';

declare const self: DedicatedWorkerGlobalScope;

const session = new TrainingSession({
  post: (report, transfer = []) => self.postMessage(report, transfer as Transferable[]),
  openKernels,
  calibrate: (spec) => calibrate(spec, { candidates, open: openKernels, now: () => performance.now() }),
  yieldToMessages: createYieldToMessages(),
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

self.onmessage = ({ data }: MessageEvent<Command>) => void session.handle(data);

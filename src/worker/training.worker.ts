import { calibrate } from '../engine/calibrate';
import { candidates, openKernels } from '../engine/kernels/open';
import { createBreathe } from './breathe';
import type { Command } from './protocol';
import { TrainingSession } from './session';

declare const self: DedicatedWorkerGlobalScope;

const session = new TrainingSession({
  post: (report, transfer = []) => self.postMessage(report, transfer as Transferable[]),
  openKernels,
  calibrate: (spec) => calibrate(spec, { candidates, open: openKernels, now: () => performance.now() }),
  breathe: createBreathe(),
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

self.onmessage = ({ data }: MessageEvent<Command>) => void session.obey(data);

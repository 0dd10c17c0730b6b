import { calibrate } from '../engine/kernels/calibrate';
import { candidates, openKernels } from '../engine/kernels/open';
import type { Command } from './protocol';
import { TrainingSession } from './session';

declare const self: DedicatedWorkerGlobalScope;

/** A message to oneself: lets the commands that are waiting come in, without a timer's minimum delay. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const session = new TrainingSession({
  post: (report, transfer = []) => self.postMessage(report, transfer as Transferable[]),
  openKernels,
  calibrate: (spec) => calibrate(spec, { candidates, open: openKernels, now: () => performance.now() }),
  breathe: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

self.onmessage = ({ data }: MessageEvent<Command>) => void session.obey(data);

import { calibrate } from '../engine/calibrate';
import { candidates } from '../engine/kernels/open';
import type { Command, Report } from './protocol';
import { TrainingSession } from './session';
import { serve } from './thread';

serve<Command, Report>(
  (thread) =>
    new TrainingSession({
      ...thread,
      calibrate: (spec) => calibrate(spec, { candidates, open: thread.openKernels, now: thread.now }),
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    }),
);

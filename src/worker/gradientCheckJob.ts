import { checkGradients, type GradientCheck } from '../engine/gradientCheck';
import type { Checkpoint } from '../engine/trainer';
import type { ExperimentSpec } from '../schema/experiment';
import { type JobHost, jobSliceTime } from './job';
import type { Backend } from './protocol';
import { TimeSlices } from './slices';

/** Holds the gradients of an experiment at a state against two witnesses. */
export interface GradientCheckJob {
  readonly gradientsOf: ExperimentSpec;
  readonly checkpoint: Checkpoint;
  /** The backend that is checked. */
  readonly backend: Backend;
}

/** @returns undefined if it was cancelled */
export function runGradientCheck(
  { gradientsOf: spec, checkpoint, backend }: GradientCheckJob,
  host: JobHost,
  report: (share: number) => void,
  cancelled: () => boolean,
): Promise<GradientCheck | undefined> {
  const slices = new TimeSlices(host, jobSliceTime);
  const onProgress = async (share: number) => {
    if (!slices.over) return true;
    report(share);
    await slices.next();
    return !cancelled();
  };
  return checkGradients(spec, { open: () => host.openKernels(backend), checkpoint, onProgress });
}

import { candidates } from '../engine/kernels/open';
import { type LossSurface, type LossSurfaceOptions, lossSurface } from '../engine/lossSurface';
import type { ExperimentSpec } from '../schema/experiment';
import type { JobHost } from './job';

/** Trains a network and measures the loss around its path. */
export interface LossSurfaceJob extends LossSurfaceOptions {
  readonly surfaceOf: ExperimentSpec;
}

/** Milliseconds between two checks for cancellation. */
const sliceTime = 25;

/** @returns undefined if it was cancelled */
export async function runLossSurface(
  { surfaceOf: spec, ...options }: LossSurfaceJob,
  host: JobHost,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): Promise<LossSurface | undefined> {
  const [backend] = await candidates(spec);
  const kernels = await host.openKernels(backend!);
  let slice = host.now();
  return lossSurface(spec, kernels, options, async (share) => {
    if (host.now() - slice < sliceTime) return true;
    onProgress(share);
    await host.yieldToMessages();
    slice = host.now();
    return !cancelled();
  });
}

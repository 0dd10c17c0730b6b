import { candidates } from '../engine/kernels/open';
import { type FiniteWidth, finiteWidth } from '../engine/theory/finiteWidth';
import type { ExperimentSpec } from '../schema/experiment';
import type { JobHost } from './job';

/** Draws networks like that of an experiment, to find the band of signals that its finite width allows. */
export interface FiniteWidthJob {
  readonly networksOf: ExperimentSpec;
}

/** Undefined if there is no band. */
export interface FiniteWidthResult {
  readonly band: FiniteWidth | undefined;
}

/** Milliseconds between two checks for cancellation. */
const sliceTime = 25;

/** @returns undefined if it was cancelled */
export async function runFiniteWidth(
  { networksOf: spec }: FiniteWidthJob,
  host: JobHost,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): Promise<FiniteWidthResult | undefined> {
  const [backend] = await candidates(spec);
  let slice = host.now();
  const band = await finiteWidth(
    spec,
    () => host.openKernels(backend!),
    async (share) => {
      if (host.now() - slice < sliceTime) return true;
      onProgress(share);
      await host.yieldToMessages();
      slice = host.now();
      return !cancelled();
    },
  );
  return cancelled() ? undefined : { band };
}

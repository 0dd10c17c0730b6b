import { loadData } from '../data/build';
import { candidates } from '../engine/kernels/open';
import { type FiniteWidth, finiteWidth } from '../engine/theory/finiteWidth';
import type { ExperimentSpec } from '../schema/experiment';
import { type JobHost, jobSliceTime } from './job';
import { TimeSlices } from './slices';

/** Draws networks like that of an experiment, to find the band of signals that its finite width allows. */
export interface FiniteWidthJob {
  readonly networksOf: ExperimentSpec;
}

/** Undefined if there is no band. */
export interface FiniteWidthResult {
  readonly band: FiniteWidth | undefined;
}

/** @returns undefined if it was cancelled */
export async function runFiniteWidth(
  { networksOf: spec }: FiniteWidthJob,
  host: JobHost,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): Promise<FiniteWidthResult | undefined> {
  await loadData(spec);
  const [backend] = await candidates(spec);
  const slices = new TimeSlices(host, jobSliceTime);
  const band = await finiteWidth(
    spec,
    () => host.openKernels(backend!),
    async (share) => {
      if (!slices.over) return true;
      onProgress(share);
      await slices.next();
      return !cancelled();
    },
  );
  return cancelled() ? undefined : { band };
}

import { candidates } from '../engine/kernels/open';
import { type FiniteWidth, finiteWidth } from '../engine/theory/finiteWidth';
import type { ExperimentSpec } from '../schema/experiment';
import type { JobHost } from './job';

/** Networks drawn like an experiment's own, for the band that its signal may lie in. */
export interface FiniteWidthJob {
  readonly networksOf: ExperimentSpec;
}

/** Undefined where there is no band. */
export interface FiniteWidthResult {
  readonly band: FiniteWidth | undefined;
}

/** Milliseconds between two looks at whether to go on. */
const sliceTime = 25;

/** @returns undefined where it was cancelled */
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

import { Problem } from '../src/base/problem';
import { calibrate } from '../src/engine/calibrate';
import { type Backend, backends } from '../src/engine/kernels/kernels';
import { candidates, openKernels } from '../src/engine/kernels/open';
import type { ExperimentSpec } from '../src/schema/experiment';

/** Backends that need a browser. */
const inBrowser: readonly Backend[] = ['webgpu', 'webgl'];

/**
 * Returns the backend that `--backend` names.
 * @throws Problem where there is none of that name here
 */
export async function backendNamed(name: string, spec: ExperimentSpec): Promise<Backend> {
  if (name === 'auto') {
    const host = { candidates, open: openKernels, now: () => performance.now() };
    return (await calibrate(spec, host)).chosen;
  }
  const here = backends.filter((backend) => !inBrowser.includes(backend));
  const found = here.find((backend) => backend === name);
  if (found) return found;
  throw new Problem('wrongKind', {
    field: '--backend',
    found: `"${name}"`,
    allowed: `auto, ${here.join(', ')}`,
  });
}

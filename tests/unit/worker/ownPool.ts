import { openKernels } from '../../../src/engine/kernels/open';
import { JobRunner } from '../../../src/worker/job';
import type { AnyJob, ResultOf } from '../../../src/worker/jobs';
import type { Pool } from '../../../src/worker/pool';

/** A pool that runs single jobs on this thread. */
export function ownPool(): Pick<Pool, 'run'> & { readonly ran: number } {
  let ran = 0;
  const runner = new JobRunner({ openKernels, now: () => 0, yieldToMessages: async () => {} });
  return {
    get ran() {
      return ran;
    },
    async run<J extends AnyJob>(job: J) {
      if (!('spec' in job)) throw new Error('this pool runs single experiments only');
      ran++;
      const result = await runner.run(
        job,
        () => {},
        () => false,
      );
      return result as ResultOf<J>;
    },
  };
}

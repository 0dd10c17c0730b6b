import { starterOf } from '../worker/connection';
import { Pool } from '../worker/pool';
import type { Backend } from '../worker/protocol';
import { useLab } from './lab';

let pool: Pool | undefined;

/** The page's pool of workers for background runs. The watched run keeps a core for itself while it plays. */
export function sharedPool(): Pool {
  if (!pool) {
    const own = new Pool(navigator.hardwareConcurrency || 2, starterOf('pool'));
    const yieldTo = () => own.reserve(useLab.getState().status === 'playing' ? 1 : 0);
    yieldTo();
    useLab.subscribe((now, before) => now.status !== before.status && yieldTo());
    pool = own;
  }
  return pool;
}

/** The functions that a store needs to run jobs in the pool. Tests replace them. */
export interface PoolHost {
  pool(): Pool;
  backend(): Backend | 'auto';
}

export const pagePool: PoolHost = {
  pool: sharedPool,
  backend: () => useLab.getState().requestedBackend,
};

/** The same for distillation and transfer, which TensorFlow.js does not train: see `Objective.lossOnly`. */
export const studyPool: PoolHost = {
  pool: sharedPool,
  backend() {
    const { requestedBackend } = useLab.getState();
    return requestedBackend === 'tensorflow' ? 'auto' : requestedBackend;
  },
};

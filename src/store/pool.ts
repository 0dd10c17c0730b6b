import type { Pool } from '../worker/pool';
import type { Backend } from '../worker/protocol';
import { startPool } from '../worker/startPool';
import { useLab } from './lab';

let pool: Pool | undefined;

/** The page's pool of workers, for runs that nobody watches. The watched run has its core to itself while it plays. */
export function sharedPool(): Pool {
  if (!pool) {
    const own = startPool();
    const yieldTo = () => own.reserve(useLab.getState().status === 'playing' ? 1 : 0);
    yieldTo();
    useLab.subscribe((now, before) => now.status !== before.status && yieldTo());
    pool = own;
  }
  return pool;
}

/** What a store needs of the page to run something in the pool; replaced in tests. */
export interface PoolHost {
  pool(): Pool;
  backend(): Backend | 'auto';
}

export const pagePool: PoolHost = {
  pool: sharedPool,
  backend: () => useLab.getState().requestedBackend,
};

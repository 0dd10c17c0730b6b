import { measureRun } from '../engine/summary';
import type { CellResult } from '../schema/results';
import { cellSpec, coarseToFine, gridOf, type Sweep, stepsOf } from '../schema/sweep';
import type { Pool } from './pool';
import type { Backend } from './protocol';

export interface SweepOptions {
  readonly backend: Backend | 'auto';
  /** Whether a run must be done; runs of an earlier session or of another shard are skipped. */
  readonly includes: (index: number) => boolean;
  readonly onCell: (result: CellResult) => void;
  readonly signal?: AbortSignal;
}

/** The number of runs queued in the pool beyond the running ones, so that no worker waits. */
const ahead = 2;

/**
 * Runs a sweep on a pool, coarse to fine.
 * @throws the signal's reason if it was cancelled, or the error of a run that can't be run
 */
export async function runSweep(
  sweep: Sweep,
  pool: Pool,
  { backend, includes, onCell, signal }: SweepOptions,
): Promise<void> {
  const grid = gridOf(sweep);
  const waiting = coarseToFine(sweep, grid).filter(({ index }) => includes(index));
  let next = 0;
  const follow = async () => {
    while (next < waiting.length) {
      signal?.throwIfAborted();
      const cell = waiting[next++]!;
      const spec = cellSpec(sweep, grid, cell);
      const { summary } = await pool.run(
        { spec, backend, steps: stepsOf(sweep, spec) },
        signal ? { signal } : {},
      );
      onCell({ index: cell.index, metrics: measureRun(spec, summary) });
    }
  };
  await Promise.all(Array.from({ length: pool.size + ahead }, follow));
}

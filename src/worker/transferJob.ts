import { candidates } from '../engine/kernels/open';
import type { LearnerReport } from '../engine/transfer/learner';
import { Transfer, type TransferOptions } from '../engine/transfer/transfer';
import type { TransferSpec } from '../schema/transfer';
import type { JobHost } from './job';
import type { Backend } from './protocol';

/** One seed of a transfer at one setting of which only the result is needed; nothing is displayed during training. */
export interface TransferJob {
  /** Undefined without a sweep, see `transferRuns`. */
  readonly transfer: TransferSpec;
  readonly backend: Backend | 'auto';
  /** By default only the end is measured. */
  readonly options?: TransferOptions;
}

/** The result of the job. A diverged network is a result; a diverged source teacher is a Problem. */
export interface TransferJobResult {
  readonly backend: Backend;
  readonly teacher: LearnerReport;
  /** In the file's order. */
  readonly methods: readonly LearnerReport[];
  readonly milliseconds: number;
}

/** Milliseconds of training between two checks for cancellation. */
const sliceTime = 25;

/**
 * Runs a transfer to its end.
 * @param onProgress gets the completed share, 0 to 1, after each time slice
 * @param cancelled called after each slice; true ends the job
 * @returns undefined if it was cancelled
 * @throws Problem if source, target and methods do not fit together
 */
export async function runTransfer(
  { transfer, backend, options = { points: 1, layers: false } }: TransferJob,
  host: JobHost,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): Promise<TransferJobResult | undefined> {
  const start = host.now();
  const chosen = backend === 'auto' ? (await candidates(transfer.source))[0]! : backend;
  const run = await Transfer.open(transfer, () => host.openKernels(chosen), options);
  try {
    let slice = host.now();
    while (!run.done) {
      await run.advance();
      if (host.now() - slice < sliceTime) continue;
      onProgress(run.progress);
      await host.yieldToMessages();
      if (cancelled()) return undefined;
      slice = host.now();
    }
    const { teacher, methods } = run.report();
    return { backend: chosen, teacher: teacher!, methods, milliseconds: host.now() - start };
  } finally {
    run.dispose();
  }
}

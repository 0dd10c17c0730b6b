import { writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { csvText } from '../src/base/csv';
import { cellOf, noteOf } from '../src/engine/numeric/score';
import { summarizeScores } from '../src/engine/statistics/summary';
import {
  type TransferOutcome,
  type TransferRow,
  transferColumns,
  transferTable,
} from '../src/engine/transfer/outcomes';
import { methodName, type TransferSpec, transferRuns } from '../src/schema/transfer';
import { backendNamed } from './backend';
import { readTransfer } from './experimentFile';
import { aroundLegend, scoresText } from './scoresText';
import { whole } from './seeds';
import { startPool } from './startPool';
import { tell } from './terminal';

interface TransferCommandOptions {
  readonly backend: string;
  readonly seeds?: string;
  readonly threads?: string;
  readonly out?: string;
}

const maxSeeds = 100;

/**
 * `lab transfer FILE`: runs every method at every setting for all seeds of the file, on all cores, and prints the results
 * table.
 */
export async function transferCommand(file: string, options: TransferCommandOptions): Promise<void> {
  const read = await readTransfer(file);
  const seeds = options.seeds === undefined ? read.seeds : whole('--seeds', options.seeds, maxSeeds);
  const transfer = { ...read, seeds };
  const threads = options.threads === undefined ? undefined : whole('--threads', options.threads, 256);
  const backend = options.backend === 'auto' ? 'auto' : await backendNamed(options.backend, transfer.source);
  const outcomes = await runAll(transfer, backend, threads);
  const table = transferTable(transfer, outcomes);
  if (options.out !== undefined) {
    const rows = table.map((row) => ({
      ...(transfer.sweep ? { [transfer.sweep.over]: row.run.value ?? 'all' } : {}),
      seed: row.run.transfer.source.seed,
      method: methodName(transfer.methods[row.method]!),
      ...Object.fromEntries(transferColumns.map((column) => [column, cellOf(row[column])])),
      note: noteOf(row.targetAccuracy),
    }));
    writeFileSync(options.out, csvText(rows));
  }
  estimateOf(transfer, table);
  if (table.some(({ divergedAt }) => !Number.isNaN(divergedAt))) process.exitCode = 1;
}

async function runAll(
  transfer: TransferSpec,
  backend: 'auto' | Awaited<ReturnType<typeof backendNamed>>,
  threads: number | undefined,
): Promise<TransferOutcome[]> {
  const runs = transferRuns(transfer);
  const pool = startPool(threads);
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} % | {finished} of {runs} runs | {eta_formatted} left',
    hideCursor: true,
  });
  const shares = new Array<number>(runs.length).fill(0);
  let finished = 0;
  bar.start(runs.length, 0, { finished, runs: runs.length });
  const note = (i: number, share: number) => {
    shares[i] = share;
    bar.update(
      shares.reduce((sum, one) => sum + one, 0),
      { finished },
    );
  };
  try {
    return await Promise.all(
      runs.map(async ({ index, transfer: own }) => {
        const job = { transfer: own, backend } as const;
        const { methods } = await pool.run(job, { onProgress: (share) => note(index, share) });
        finished++;
        note(index, 1);
        return { index, methods };
      }),
    );
  } finally {
    bar.stop();
    pool.dispose();
  }
}

/** Prints the accuracies of the methods on target and source, for each setting. */
function estimateOf(transfer: TransferSpec, table: readonly TransferRow[]): void {
  const { sweep, methods, seeds } = transfer;
  const values = sweep?.values ?? [undefined];
  const names = methods.map(methodName);
  const width = Math.max(...names.map((name) => name.length));
  tell(`${seeds} seeds: median accuracy on the target (${aroundLegend}); on the source`);
  values.forEach((value, place) => {
    if (sweep) tell(`${sweep.over} ${value ?? 'all'}`);
    names.forEach((name, method) => {
      const rows = table.filter((row) => row.method === method && row.run.index % values.length === place);
      const source = summarizeScores(rows.map(({ sourceAccuracy }) => sourceAccuracy));
      const cells = [
        scoresText(rows.map(({ targetAccuracy }) => targetAccuracy)),
        ...(source ? [source.median.toFixed(4)] : []),
      ];
      tell(`  ${name.padEnd(width)}  ${cells.join('  ')}`);
    });
  });
}

import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { Problem, say } from '../src/base/problem';
import {
  type CellResult,
  parseResults,
  resultsHead,
  resultsLine,
  serializeResults,
} from '../src/schema/results';
import { cellCount, gridOf, type Sweep } from '../src/schema/sweep';
import { runSweep } from '../src/worker/sweep';
import { backendNamed } from './backend';
import { bytesOf } from './bytesOf';
import { readSweep } from './experimentFile';
import { whole } from './seeds';
import { startPool } from './startPool';
import { tell, warn } from './terminal';

interface SweepCommandOptions {
  readonly backend: string;
  readonly out: string;
  readonly shard?: string;
  readonly threads?: string;
}

/** `lab sweep FILE --out results.csv`: runs, on all cores, every run of a sweep that the results file does not hold yet. */
export async function sweepCommand(file: string, options: SweepCommandOptions): Promise<void> {
  const sweep = await readSweep(file);
  const [shard, shards] = shardOf(options.shard ?? '1/1');
  const threads = options.threads === undefined ? undefined : whole('--threads', options.threads, 256);
  const backend = options.backend === 'auto' ? 'auto' : await backendNamed(options.backend, sweep.experiment);
  const done = doneBefore(sweep, options.out);
  const includes = (index: number) => index % shards === shard - 1 && !done.has(index);
  const grid = gridOf(sweep);
  let total = 0;
  for (let index = 0; index < cellCount(sweep); index++) if (includes(index)) total++;

  const pool = startPool(threads);
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} % | {value} of {total} runs | {eta_formatted} left',
    hideCursor: true,
  });
  bar.start(total, 0);
  let diverged = [...done.values()].filter(hasDiverged).length;
  try {
    await runSweep(sweep, pool, {
      backend,
      includes,
      onCell(cell) {
        if (hasDiverged(cell)) diverged++;
        appendFileSync(options.out, resultsLine(sweep, grid, cell));
        bar.increment();
      },
    });
  } finally {
    bar.stop();
    pool.dispose();
  }
  tell(`${total} runs done, ${done.size} were in ${options.out} before.`);
  const runs = total + done.size;
  if (diverged > 0) tell(`  diverged  ${diverged} of ${runs}`);
  if (diverged === runs && runs > 0) {
    warn(`diverged: all ${runs} runs in ${options.out}.`);
    process.exitCode = 1;
  }
}

/**
 * Reads the runs that a results file already holds, or starts a new file if there is none.
 * @throws Problem if the file belongs to another sweep
 */
function doneBefore(sweep: Sweep, path: string): ReadonlyMap<number, CellResult> {
  if (!existsSync(path)) {
    writeFileSync(path, resultsHead(sweep));
    return new Map();
  }
  const { sweep: written, cells } = parseResults(bytesOf('--out', path).toString('utf8'), path);
  if (JSON.stringify(written) !== JSON.stringify(sweep)) {
    throw new Problem('mismatch', {
      field: '--out',
      found: say(`${path} holds the results of another sweep`, `${path} 是另一个扫描的结果`),
      allowed: say('a new file, or results of this sweep', '新文件，或该扫描的结果'),
    });
  }
  // The file is written again, so that a truncated last line does not merge with the next one.
  writeFileSync(path, serializeResults(sweep, cells));
  return new Map(cells.map((cell) => [cell.index, cell]));
}

const hasDiverged = ({ metrics }: CellResult): boolean => Number.isFinite(metrics.divergedAt);

function shardOf(text: string): readonly [shard: number, shards: number] {
  const [shard, shards] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (shard !== undefined && shards !== undefined && shard >= 1 && shard <= shards) return [shard, shards];
  throw new Problem('wrongKind', {
    field: '--shard',
    found: `"${text}"`,
    allowed: say('i/n with 1 ≤ i ≤ n, e.g. 1/4', 'i/n，1 ≤ i ≤ n，例如 1/4'),
  });
}

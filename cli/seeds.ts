import { writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { Problem } from '../src/base/problem';
import { spread } from '../src/engine/statistics';
import type { ExperimentSpec } from '../src/schema/experiment';
import type { JobResult } from '../src/worker/job';
import { backendNamed } from './backend';
import { csv } from './csv';
import { readExperiment } from './experimentFile';
import { startPool } from './startPool';

interface SeedsOptions {
  readonly backend: string;
  readonly count: string;
  readonly threads?: string;
  readonly out?: string;
}

const mostSeeds = 1000;

/** `lab seeds FILE`: the experiment over several seeds, on all cores; the spread of what comes of it. */
export async function seedsCommand(file: string, options: SeedsOptions): Promise<void> {
  const spec = readExperiment(file);
  const count = whole('--count', options.count, mostSeeds);
  const threads = options.threads === undefined ? undefined : whole('--threads', options.threads, 256);
  const backend = await backendNamed(options.backend, spec);
  const specs = Array.from({ length: count }, (_, i): ExperimentSpec => ({ ...spec, seed: spec.seed + i }));
  const pool = startPool(threads);
  const { steps } = spec.training;
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} % | {finished} of {seeds} seeds | {eta_formatted} left',
    hideCursor: true,
  });
  const done = new Array<number>(count).fill(0);
  let seeds = 0;
  bar.start(count * steps, 0, { finished: 0, seeds: count });
  const note = (i: number, step: number) => {
    done[i] = step;
    const sum = done.reduce((total, steps) => total + steps, 0);
    bar.update(sum, { finished: seeds });
  };
  let results: JobResult[];
  try {
    results = await Promise.all(
      specs.map(async (own, i) => {
        const onProgress = (step: number) => note(i, step);
        const result = await pool.run({ spec: own, backend, steps }, { onProgress });
        seeds++;
        note(i, steps);
        return result;
      }),
    );
  } finally {
    bar.stop();
    pool.dispose();
  }
  const rows = results.map((result, i) => ({ seed: specs[i]!.seed, ...outcome(result) }));
  if (options.out !== undefined) writeFileSync(options.out, csv(rows));
  const finished = rows.filter(({ divergedAt }) => divergedAt === '');
  console.log(`${count} seeds on ${backend}: median (10 % to 90 %)`);
  console.log(`  loss      ${told(finished.map(({ loss }) => loss))}`);
  if (finished.some(({ accuracy }) => accuracy !== '')) {
    console.log(`  accuracy  ${told(finished.map(({ accuracy }) => Number(accuracy)))}`);
  }
  if (finished.length < count) console.log(`  diverged  ${count - finished.length}`);
}

export function whole(field: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Problem('wrongKind', { field, found: `"${text}"`, allowed: `a whole number from 1 to ${most}` });
}

/** How a run did, on the test samples where there are any. */
function outcome({ summary, steps, milliseconds }: JobResult) {
  const { train, test, divergence } = summary;
  const { loss, accuracy } = test && !Number.isNaN(test.loss) ? test : train!;
  return {
    steps,
    loss,
    accuracy: Number.isNaN(accuracy) ? '' : accuracy,
    divergedAt: divergence?.step ?? '',
    milliseconds: Math.round(milliseconds),
  };
}

/** The median, and where the middle 80 % lie. */
function told(values: readonly number[]): string {
  if (values.length === 0) return 'none finished';
  const { median, low, high } = spread(values);
  return `${median.toPrecision(4)} (${low.toPrecision(4)} to ${high.toPrecision(4)})`;
}

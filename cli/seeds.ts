import { writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { csvText } from '../src/base/csv';
import { Problem } from '../src/base/problem';
import { numberIn } from '../src/base/readNumber';
import { cellOf, isScore, noteOf, type Score } from '../src/engine/numeric/score';
import { spread } from '../src/engine/statistics/bands';
import { scoresOf, taskScores, taskScoresOf } from '../src/engine/summary';
import type { ExperimentSpec } from '../src/schema/experiment';
import type { JobResult } from '../src/worker/job';
import { backendNamed } from './backend';
import { readExperiment } from './experimentFile';
import { startPool } from './startPool';
import { tell, warn } from './terminal';

interface SeedsOptions {
  readonly backend: string;
  readonly count: string;
  readonly threads?: string;
  readonly out?: string;
}

const maxSeeds = 1000;

const labels = { auc: 'AUC     ', rmse: 'RMSE    ', rSquared: 'R²      ' } as const;

/** `lab seeds FILE`: runs the experiment with several seeds on all cores and prints the spread of the results. */
export async function seedsCommand(file: string, options: SeedsOptions): Promise<void> {
  const spec = await readExperiment(file);
  const count = whole('--count', options.count, maxSeeds);
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
  const scores = results.map((result, i) => scoresOfRun(specs[i]!, result));
  const measured = taskScores.filter((name) => scores.some(({ own }) => isScore(own[name])));
  const rows = results.map(({ steps, summary, milliseconds }, i) => ({
    seed: specs[i]!.seed,
    steps,
    loss: cellOf(scores[i]!.loss),
    accuracy: cellOf(scores[i]!.accuracy),
    ...Object.fromEntries(measured.map((name) => [name, cellOf(scores[i]!.own[name])])),
    divergedAt: summary.divergence?.step ?? '',
    milliseconds: Math.round(milliseconds),
    note: noteOf(scores[i]!.accuracy === 'undefined' ? scores[i]!.loss : scores[i]!.accuracy),
  }));
  if (options.out !== undefined) writeFileSync(options.out, csvText(rows));
  tell(`${count} seeds on ${backend}: median (10 % to 90 %)`);
  tell(`  loss      ${formatProse(scores.map(({ loss }) => loss))}`);
  if (scores.some(({ accuracy }) => accuracy !== 'undefined' && accuracy !== 'diverged')) {
    tell(`  accuracy  ${formatProse(scores.map(({ accuracy }) => accuracy))}`);
  }
  for (const name of measured) tell(`  ${labels[name]}  ${formatProse(scores.map(({ own }) => own[name]))}`);
  const diverged = results.filter(({ summary }) => summary.divergence).length;
  if (diverged > 0) tell(`  diverged  ${diverged}`);
  if (diverged === count) {
    warn(`diverged: all ${count} seeds; none has a loss that is a finite number.`);
    process.exitCode = 1;
  }
}

export function whole(field: string, text: string | number, most: number): number {
  // The reader of options has made a number of plain digits.
  const value = numberIn(String(text)) ?? Number.NaN;
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Problem('wrongKind', { field, found: `"${text}"`, allowed: `a whole number from 1 to ${most}` });
}

/** The scores of a run, on the test samples if there are any. */
function scoresOfRun(spec: ExperimentSpec, { summary }: JobResult) {
  const { testLoss, trainLoss, accuracy } = scoresOf(spec, summary);
  return {
    loss: testLoss === 'undefined' ? trainLoss : testLoss,
    accuracy,
    own: taskScoresOf(summary),
  };
}

/** The median and the middle 80 % of the runs that have a number, and how many runs give the same answer for all samples. */
function formatProse(scores: readonly Score[]): string {
  const numbers = scores.filter(isScore);
  const constant = scores.filter((score) => score === 'constant').length;
  const alike = constant > 0 ? [`${constant} with outputs constant to float32’s precision`] : [];
  if (numbers.length === 0) return alike[0] ?? 'none finished';
  const { median, low, high } = spread(numbers);
  return [`${median.toPrecision(4)} (${low.toPrecision(4)} to ${high.toPrecision(4)})`, ...alike].join(', ');
}

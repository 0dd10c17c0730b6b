import { writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { csvText } from '../src/base/csv';
import { outcomeColumns, outcomeTable } from '../src/engine/distillation/outcomes';
import { cellOf, noteOf } from '../src/engine/numeric/score';
import { summarizeScores } from '../src/engine/statistics/summary';
import { repeatOf, studentsOf } from '../src/schema/distillation';
import { studentNames } from '../src/schema/studentNames';
import type { RaceResult } from '../src/worker/studyJob';
import { backendNamed } from './backend';
import { readDistillation } from './experimentFile';
import { aroundLegend, scoresText } from './scoresText';
import { whole } from './seeds';
import { startPool } from './startPool';
import { tell } from './terminal';

interface DistillOptions {
  readonly backend: string;
  readonly seeds?: string;
  readonly threads?: string;
  readonly out?: string;
}

const maxSeeds = 1000;

/**
 * `lab distill FILE`: trains the teacher and then the students for all seeds of the file, on all cores, and prints the
 * results table.
 */
export async function distillCommand(file: string, options: DistillOptions): Promise<void> {
  const distillation = await readDistillation(file);
  const seeds = options.seeds === undefined ? distillation.seeds : whole('--seeds', options.seeds, maxSeeds);
  const threads = options.threads === undefined ? undefined : whole('--threads', options.threads, 256);
  const backend =
    options.backend === 'auto' ? 'auto' : await backendNamed(options.backend, distillation.student);
  const pool = startPool(threads);
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} % | {finished} of {seeds} seeds | {eta_formatted} left',
    hideCursor: true,
  });
  const shares = new Array<number>(seeds).fill(0);
  let finished = 0;
  bar.start(seeds, 0, { finished, seeds });
  const note = (n: number, share: number) => {
    shares[n] = share;
    bar.update(
      shares.reduce((sum, one) => sum + one, 0),
      { finished },
    );
  };
  let results: RaceResult[];
  try {
    results = await Promise.all(
      shares.map(async (_, n) => {
        const job = { race: repeatOf(distillation, n), backend } as const;
        const result = await pool.run(job, { onProgress: (share) => note(n, share) });
        finished++;
        note(n, 1);
        return result;
      }),
    );
  } finally {
    bar.stop();
    pool.dispose();
  }
  const names = studentNames(studentsOf(distillation), (text) => text.en);
  const nameOf = (student: number | undefined) => (student === undefined ? 'Teacher' : names[student]!);
  const table = outcomeTable(distillation, results);
  if (options.out !== undefined) {
    const rows = table.map(({ repeat, student, row }) => ({
      seed: distillation.student.seed + repeat,
      student: nameOf(student),
      ...Object.fromEntries(outcomeColumns.map((column) => [column, cellOf(row[column])])),
      note: noteOf(row.accuracy),
    }));
    writeFileSync(options.out, csvText(rows));
  }
  const width = Math.max(...['Teacher', ...names].map((name) => name.length));
  tell(`${seeds} seeds: median of the test accuracy (${aroundLegend}); agreement with the teacher`);
  for (const student of [undefined, ...names.keys()]) {
    const rows = table.filter((one) => one.student === student).map(({ row }) => row);
    const agreement = summarizeScores(rows.map((row) => row.agreement));
    const cells = [
      scoresText(rows.map(({ accuracy }) => accuracy)),
      ...(agreement ? [agreement.median.toFixed(4)] : []),
    ];
    tell(`  ${nameOf(student).padEnd(width)}  ${cells.join('  ')}`);
  }
  if (table.some(({ row }) => !Number.isNaN(row.divergedAt))) process.exitCode = 1;
}

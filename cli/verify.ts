import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Problem } from '../src/base/problem';
import { measuredInWords } from '../src/engine/assignments/judge';
import type { Assignment } from '../src/schema/assignment/assignment';
import { knownAssignments } from '../src/schema/assignment/challenges';
import { answersIn, assignmentIn, type HandedIn } from '../src/schema/assignment/collect';
import { verdictNames, verdictsAsCsv } from '../src/worker/verdicts';
import { type Verdict, type VerifyOptions, verify } from '../src/worker/verify';
import { bytesOf } from './bytesOf';
import { whole } from './seeds';
import { startPool } from './startPool';
import { printable, tell, tellCsv } from './terminal';

interface VerifyCommandOptions {
  readonly assignment?: string | number;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly seconds: string | number;
  readonly threads?: string;
}

/**
 * `lab verify FILE…`: runs the answers to an assignment again and judges them. Exit status: 0 all pass, 1 some do not, 2 there
 * is nothing to judge.
 */
export async function verifyCommand(files: readonly string[], options: VerifyCommandOptions): Promise<void> {
  if (files.length === 0) {
    throw new Problem('missing', {
      field: 'FILE',
      allowed: 'answer files, files with one link a line, or zip files of these',
    });
  }
  const assignment = options.assignment === undefined ? undefined : given(String(options.assignment));
  const seconds = whole('--seconds', String(options.seconds), 86_400);
  const threads = options.threads === undefined ? undefined : whole('--threads', options.threads, 256);
  const answers: HandedIn[] = [];
  for (const file of files)
    for (const answer of await answersIn(bytesOf(file, file), basename(file))) answers.push(answer);
  if (answers.every((answer) => 'problem' in answer)) {
    const [first] = answers;
    if (first && 'problem' in first) throw first.problem;
  }
  const verdicts = await judge(answers, threads, {
    assignment,
    known: knownAssignments(),
    timeLimit: 1000 * seconds,
  });
  if (options.json) tell(JSON.stringify(verdicts.map(asJson)));
  else if (options.csv) tellCsv(verdictsAsCsv(verdicts, 'en'));
  else for (const line of table(verdicts)) tell(line);
  if (verdicts.some(({ kind }) => kind !== 'passed')) process.exitCode = 1;
}

/** The assignment of `--assignment`: a file, or a link. */
const given = (named: string): Assignment =>
  !existsSync(named) && /v\d+=/.test(named)
    ? assignmentIn(named, '--assignment')
    : assignmentIn(bytesOf('--assignment', named).toString('utf8'), named);

async function judge(
  answers: readonly HandedIn[],
  threads: number | undefined,
  options: VerifyOptions,
): Promise<readonly Verdict[]> {
  const pool = startPool(threads);
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} % | {value} of {total} answers',
    hideCursor: true,
  });
  bar.start(answers.length, 0);
  try {
    return await Promise.all(
      answers.map(async (answer) => {
        const verdict = await verify(answer, pool, options);
        bar.increment();
        return verdict;
      }),
    );
  } finally {
    bar.stop();
    pool.dispose();
  }
}

const asJson = ({ source, student, name, kind, reasons, changes, goals, steps }: Verdict) => ({
  source,
  student,
  assignment: name,
  verdict: kind,
  reasons: reasons.map(({ en }) => en),
  changes: changes.map(({ en }) => en),
  goals: goals.map(({ goal, measured, reached }) => ({ ...goal, measured, reached })),
  steps: steps ?? null,
});

/** One line for each answer, then how many passed. */
function table(verdicts: readonly Verdict[]): string[] {
  const rows = verdicts.map(({ source, student, kind, goals, reasons }) =>
    [
      student === '' ? source : `${student} (${source})`,
      verdictNames[kind].en,
      goals
        .map(({ goal, measured }) => `${goal.metric} ${measuredInWords(goal.metric, measured).en}`)
        .join(', '),
      reasons.map(({ en }) => en).join(' '),
    ].map(printable),
  );
  const widths = [0, 1, 2].map((c) => rows.reduce((width, row) => Math.max(width, row[c]!.length), 0));
  const lines = rows.map((row) =>
    row
      .map((cell, c) => (c < 3 ? cell.padEnd(widths[c]!) : cell))
      .join('  ')
      .trimEnd(),
  );
  const passed = verdicts.filter(({ kind }) => kind === 'passed').length;
  return [...lines, `${passed} of ${verdicts.length} passed.`];
}

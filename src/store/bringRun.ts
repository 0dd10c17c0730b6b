import { Problem } from '../base/problem';
import { fetchContent } from '../data/tables/contents';
import { hashesOf, withContent } from '../schema/ownContent';
import { withKeptTexts } from '../schema/storedContent';
import type { Database, StoredNumbers, StoredRun } from './database';
import { fingerprint, isSame, type StoredWhole } from './libraryFile';
import { madeWhole, setApart } from './ownData';
import { putChecked } from './readBack';
import { hashOf, parseStoredNumbers, parseStoredRun } from './storedRecord';

/** Writes runs without their numbers, and reads them back. */
export async function putRuns(base: Database, runs: readonly StoredRun[]): Promise<void> {
  const parts = runs.map(setApart);
  await putChecked(
    base.runs,
    parts.map(({ run }) => run),
  );
  await putChecked(
    base.ownData,
    parts.flatMap(({ own }) => (own ? [own] : [])),
  );
}

/** Writes a run's numbers with their hash. */
export async function putNumbers(base: Database, numbers: StoredNumbers, readBack = true): Promise<void> {
  const record = { ...numbers, hash: hashOf(numbers) };
  if (readBack) await putChecked(base.numbers, [record]);
  else await base.numbers.put(record);
}

/** A run with the content of the user's own files, and its numbers. */
export async function wholeOf(base: Database, run: StoredRun): Promise<StoredWhole | undefined> {
  const numbers = await base.numbers.get(run.id);
  if (!numbers) return undefined;
  const whole = await madeWhole(run, base);
  for (const hash of hashesOf(whole.spec.data)) await fetchContent(hash);
  return {
    run: { ...whole, spec: withContent(whole.spec) },
    numbers: parseStoredNumbers(numbers, whole.spec),
  };
}

/** What becomes of an imported run: it is added, stands beside another of its origin, or is here already. */
export type Brought = 'added' | 'beside' | 'known';

/** Stores an imported run under its id, or beside the run that has it. */
export async function bringRun(base: Database, whole: StoredWhole): Promise<Brought> {
  const before = await base.runs.get(whole.run.id);
  const here = before && (await readable(() => wholeOf(base, parseStoredRun(before))));
  if (here && isSame(here, whole)) return 'known';
  const id = before ? `${whole.run.id}~${fingerprint(whole)}` : whole.run.id;
  if (before && (await base.runs.get(id))) return 'known';
  const run = { ...whole.run, id, spec: await withKeptTexts(whole.run.spec) };
  await base.transaction('rw', [base.runs, base.numbers, base.ownData], async () => {
    await putRuns(base, [run]);
    await putNumbers(base, { ...whole.numbers, id });
  });
  return before ? 'beside' : 'added';
}

/** What an operation returns; undefined, and the problem in the list, if a record cannot be used. */
export async function readable<T>(read: () => Promise<T>, problems: Problem[] = []): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    problems.push(error);
    return undefined;
  }
}

import { Worker } from 'node:worker_threads';
import { Problem, type ProblemCode, type ProblemValues } from '../src/base/problem';
import type { Encoding } from '../src/data/tables/choices';
import { contentKind } from '../src/data/tables/contentKind';
import { type OpenedTable, openTable } from '../src/data/tables/openTable';
import { tookTooLong } from '../src/data/tables/tookTooLong';

/** What the thread is asked. */
export interface TableRequest {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly encoding: Encoding | undefined;
}

/** What it answers: the table, or the problem with it. */
export type TableAnswer =
  | { readonly opened: OpenedTable }
  | { readonly code: ProblemCode; readonly values: ProblemValues };

/** Seconds that a file may take, and megabytes of memory. */
const limits = { seconds: 60, megabytes: 1500 } as const;

/**
 * Opens a table like `openTable`. A Parquet file, alone or in an archive, is opened on a thread that is ended after some time:
 * its reader trusts counts in the file, so that a damaged one may keep it busy.
 * @throws Problem (rejects) if the file holds no table, is damaged or takes too long
 */
export function openAside(
  bytes: Uint8Array,
  file: string,
  encoding?: Encoding,
  seconds: number = limits.seconds,
): Promise<OpenedTable> {
  const kind = contentKind(bytes);
  if (kind !== 'parquet' && kind !== 'zip') return openTable(bytes, file, encoding);
  const thread = new Worker(new URL('./tableThread.mjs', import.meta.url), {
    execArgv: [],
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  return new Promise<OpenedTable>((resolve, reject) => {
    const refuse = () => reject(tookTooLong(file, seconds));
    const timer = setTimeout(refuse, 1000 * seconds);
    thread.once('message', (answer: TableAnswer) => {
      clearTimeout(timer);
      if ('opened' in answer) resolve(answer.opened);
      else reject(new Problem(answer.code, answer.values));
    });
    thread.once('error', (error) => {
      clearTimeout(timer);
      const found = error instanceof Error ? error.message : String(error);
      reject(
        new Problem('mismatch', {
          field: file,
          found,
          allowed: { en: 'a whole file', 'zh-CN': '完整的文件' },
        }),
      );
    });
    thread.postMessage({ bytes: Uint8Array.from(bytes), file, encoding } satisfies TableRequest);
  }).finally(() => thread.terminate());
}

import { coded, Problem, say } from '../../../base/problem';
import { linesOf } from '../lines';
import type { LogRun } from '../run';
import { Points } from './points';
import type { Row } from './tables';

/** A table that can't be read in slices may have so many bytes. */
const mostTableBytes = 200_000_000;

/** A Parquet file may inflate to so many. */
const mostInflatedBytes = 2 ** 30;

/** The first line of JSON Lines is not longer than this. */
const longestLine = 2 ** 20;

/**
 * Reads the log of another program: TensorBoard's event files; tables with a step as CSV, JSON or Parquet, as W&B, MLflow and
 * trackio export them, which may hold several runs. Undefined if it is none of these.
 *
 * @throws {Problem} it is one, but damaged, or none of its numbers is of a module
 */
export async function readElsewhere(
  file: Blob,
  name: string,
  onProgress: (share: number) => void = () => {},
): Promise<LogRun[] | undefined> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const { isEventFile, readEvents } = await import('./tensorboard');
  if (isEventFile(head)) {
    const points = new Points();
    const isCutOff = await readEvents(file, name, points, onProgress);
    const run = points.run(name, 'TensorBoard');
    if (isCutOff)
      run.notices = [
        ...run.notices,
        say(
          'The last record is cut off, as after a crash or while the run goes on: everything before it was read.',
          '最后一条记录不完整，如同程序崩溃之后或运行仍在进行；之前的内容都已读取。',
        ),
      ];
    return [run];
  }
  const start = new TextDecoder().decode(head);
  if (start.includes('"gradient-lab/')) return undefined;
  const { TableRuns } = await import('./tables');
  const table = new TableRuns();
  let others = 0;
  const found = await rowsOf(file, start, name, onProgress, () => others++);
  if (!found) return undefined;
  for await (const rows of found.rows) if (!table.add(rows)) return undefined;
  const runs = runsOf(table.runs, name, found.writer);
  if (others > 0 && runs[0])
    runs[0].notices = [
      ...runs[0].notices,
      say(
        `${others} ${others === 1 ? 'line is' : 'lines are'} not JSON and left out; all others were read.`,
        `有 ${others} 行不是 JSON，已略去；其余各行都已读取。`,
      ),
    ];
  return runs;
}

interface FoundRows {
  readonly rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
  readonly writer: string;
}

/** The rows of a table by its first characters and its name; undefined if it is none. */
async function rowsOf(
  file: Blob,
  start: string,
  name: string,
  onProgress: (share: number) => void,
  onOther: () => void,
): Promise<FoundRows | undefined> {
  const { csvRows, jsonRows } = await import('./slices');
  if (start.startsWith('PAR1')) {
    refuseLarge(file, name);
    return { rows: [await parquetRows(file, name)], writer: 'Parquet' };
  }
  if (/^\s*\{/.test(start) && (await isJsonLines(file)))
    return { rows: jsonRows(file, onProgress, onOther), writer: 'JSON' };
  if (/^\s*[[{]/.test(start)) {
    refuseLarge(file, name);
    const { rowsOfJson } = await import('./tables');
    const rows = rowsOfJson(await file.text());
    return rows && { rows: [rows], writer: 'JSON' };
  }
  return /\.(csv|tsv|txt)$/i.test(name) ? { rows: csvRows(file, onProgress), writer: 'CSV' } : undefined;
}

/** Whether the first line is a row by itself. */
async function isJsonLines(file: Blob): Promise<boolean> {
  const { rowOfLine } = await import('./tables');
  for await (const { text } of linesOf(file.slice(0, longestLine))) {
    const row = text.trim() === '' ? undefined : rowOfLine(text);
    return row !== undefined && !Array.isArray(row.metrics);
  }
  return false;
}

function refuseLarge({ size }: Blob, name: string): void {
  if (size <= mostTableBytes) return;
  throw new Problem('tooLarge', {
    field: name,
    found: say(`${Math.round(size / 1e6)} MB`, `${Math.round(size / 1e6)} MB`),
    allowed: say(
      '200 MB of Parquet or of one JSON value; CSV and JSON Lines are read in slices and may be larger',
      '200 MB 的 Parquet 或单个 JSON 值；CSV 与 JSON Lines 分段读取，可以更大',
    ),
  });
}

/** The runs of a table with a number of a module; what the others lack is only told if there is none. */
function runsOf(tables: ReadonlyMap<string, Points>, name: string, writer: string): LogRun[] {
  const problems: Problem[] = [];
  const runs = [...tables].flatMap(([run, points]) => {
    try {
      return [points.run(tables.size > 1 && run !== '' ? `${name} (${run})` : name, writer)];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
      return [];
    }
  });
  if (runs.length > 0) return runs;
  throw problems[0] ?? new Points().refusal(name);
}

async function parquetRows(file: Blob, name: string): Promise<Row[]> {
  const { parquetReadObjects } = await import('hyparquet');
  const { boundedParquet } = await import('../../tables/parquet');
  try {
    return await parquetReadObjects(boundedParquet(await file.arrayBuffer(), name, mostInflatedBytes));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('mismatch', {
      field: name,
      found: coded(
        `the Parquet file cannot be read (${String(error)})`,
        say('the Parquet file cannot be read', '无法读取 Parquet 文件'),
      ),
      allowed: say('a whole Parquet file', '完整的 Parquet 文件'),
    });
  }
}

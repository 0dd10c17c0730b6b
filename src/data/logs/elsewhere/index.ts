import { say } from '../../../base/problem';
import type { LogRun } from '../run';
import { Points } from './points';

/** More than this is no exported table. */
const mostTableBytes = 200_000_000;

/**
 * Reads the log of another program: TensorBoard's event files; tables with a step as CSV, JSON or Parquet, as W&B, MLflow and
 * trackio export them. Undefined if it is none of these.
 *
 * @throws {Problem} it is one, but damaged, or none of its numbers is of a module
 */
export async function readElsewhere(
  file: Blob,
  name: string,
  onProgress?: (share: number) => void,
): Promise<LogRun | undefined> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const points = new Points();
  const { isEventFile, readEvents } = await import('./tensorboard');
  if (isEventFile(head)) {
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
    return run;
  }
  if (file.size > mostTableBytes) return undefined;
  const start = new TextDecoder().decode(head);
  if (start.includes('"gradient-lab/')) return undefined;
  const { addRows, rowsOfJson } = await import('./tables');
  const isParquet = start.startsWith('PAR1');
  const rows = isParquet
    ? await parquetRows(file)
    : /^\s*[[{]/.test(start)
      ? rowsOfJson(await file.text())
      : /\.(csv|tsv|txt)$/i.test(name)
        ? await csvRows(file)
        : undefined;
  if (!rows || !addRows(rows, points)) return undefined;
  return points.run(name, isParquet ? 'Parquet' : /\.[ct]sv$/i.test(name) ? 'CSV' : 'JSON');
}

async function csvRows(file: Blob): Promise<Record<string, unknown>[]> {
  const { default: papa } = await import('papaparse');
  return papa.parse<Record<string, unknown>>(await file.text(), { header: true, skipEmptyLines: true }).data;
}

async function parquetRows(file: Blob): Promise<Record<string, unknown>[]> {
  const { parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  return parquetReadObjects({ file: await file.arrayBuffer(), compressors });
}

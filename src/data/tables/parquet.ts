import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Problem, say } from '../../base/problem';
import { importLimits } from '../sets/limits';

/** Bytes of the mark at both ends, and of the footer's length before the last one. */
const [markBytes, lengthBytes] = [4, 4];

/**
 * Reads the column names and the rows of a Parquet file as text. The reader trusts the counts in the file: one that is damaged
 * may keep it busy for minutes, so callers run it in a thread that they can end.
 * @throws Problem if it is damaged, or has more rows than the limit
 */
export async function parquetRows(bytes: Uint8Array, file: string): Promise<string[][]> {
  checkEnds(bytes, file);
  const content = bytes.slice().buffer;
  let rows: unknown[][] = [];
  let names: string[] = [];
  let count = 0;
  try {
    const metadata = parquetMetadata(content);
    names = parquetSchema(metadata).children.map(({ element }) => element.name);
    count = Number(metadata.num_rows);
    checkPlaces(metadata, bytes.length);
    if (count <= importLimits.rows) {
      await parquetRead({
        file: { byteLength: content.byteLength, slice: (start, end) => content.slice(start, end) },
        compressors,
        onComplete: (read) => {
          rows = read as unknown[][];
        },
      });
    }
  } catch (error) {
    throw new Problem('mismatch', {
      field: file,
      found: say(
        `the Parquet file cannot be read (${String(error)})`,
        `无法读取 Parquet 文件（${String(error)}）`,
      ),
      allowed: say('a whole Parquet file', '完整的 Parquet 文件'),
    });
  }
  if (count > importLimits.rows) {
    throw new Problem('tooLarge', {
      field: file,
      found: say(`${count} rows`, `${count} 行`),
      allowed: say(
        `${importLimits.rows} rows: save some of them`,
        `${importLimits.rows} 行：请只保存其中一部分`,
      ),
    });
  }
  return [names, ...rows.map((row) => row.map(written))];
}

/** Checks that the file has both marks, and that its footer lies in it. */
function checkEnds(bytes: Uint8Array, file: string): void {
  const end = bytes.length - markBytes;
  const hasMark =
    end >= 0 && ['P', 'A', 'R', '1'].every((letter, i) => bytes[end + i] === letter.charCodeAt(0));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const footer = hasMark && end >= markBytes + lengthBytes ? view.getUint32(end - lengthBytes, true) : 0;
  if (footer > 0 && footer <= end - lengthBytes - markBytes) return;
  throw new Problem('mismatch', {
    field: file,
    found: say('the Parquet file is cut short', 'Parquet 文件不完整'),
    allowed: say('a whole Parquet file: download or save it again', '完整的 Parquet 文件：请重新下载或保存'),
  });
}

/** Checks the counts and places in the footer against each other and against the size of the file. */
function checkPlaces({ num_rows, row_groups }: FileMetaData, size: number): void {
  const rows = row_groups.reduce((sum, group) => sum + group.num_rows, 0n);
  if (rows !== num_rows) throw new Error(`${num_rows} rows in the footer, ${rows} in its groups`);
  for (const { columns } of row_groups) {
    for (const { meta_data } of columns) {
      if (!meta_data) throw new Error('a column without a description');
      const { data_page_offset, total_compressed_size } = meta_data;
      const start = meta_data.dictionary_page_offset || data_page_offset;
      if (start < 0n || total_compressed_size < 0n || start + total_compressed_size > BigInt(size))
        throw new Error('a column lies outside of the file');
    }
  }
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

import { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Problem, say } from '../../base/problem';
import { importLimits } from '../sets/limits';

/**
 * Reads the column names and the rows of a Parquet file as text.
 * @throws Problem if it is damaged, or has more rows than the limit
 */
export async function parquetRows(bytes: Uint8Array, file: string): Promise<string[][]> {
  const content = bytes.slice().buffer;
  let rows: unknown[][] = [];
  let names: string[] = [];
  let count = 0;
  try {
    const metadata = parquetMetadata(content);
    names = parquetSchema(metadata).children.map(({ element }) => element.name);
    count = Number(metadata.num_rows);
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

function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

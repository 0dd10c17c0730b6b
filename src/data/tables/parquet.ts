import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema, toJson } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Text } from '../../base/entry';
import { coded, Problem, say } from '../../base/problem';
import { importLimits, megabytes } from '../sets/limits';
import { tooMuchText } from './writtenTable';
import { inflateZstd } from './zstd';

/** Bytes of the mark at both ends, and of the footer's length before the last one. */
const [markBytes, lengthBytes] = [4, 4];

/** Bytes of memory that a cell takes at least, though columns of equal or missing values take none in the file. */
const cellBytes = 4;

/**
 * Reads the column names and the rows of a Parquet file as text. The reader trusts the counts in the file: one that is damaged
 * may keep it busy for minutes, so callers run it in a thread that they can end.
 * @returns the rows, each made as it is asked for
 * @throws Problem if it is damaged, or has more rows, columns or bytes than the limit
 */
export async function parquetRows(bytes: Uint8Array, file: string): Promise<Iterable<string[]>> {
  checkEnds(bytes, file);
  const columns: TextColumn[] = [];
  let left: number = importLimits.bytes;
  const asText = (values: unknown[]): TextColumn => {
    const ends = new Uint32Array(values.length);
    const cells: string[] = [];
    let end = 0;
    for (const [at, value] of values.entries()) {
      cells.push(written(value, file));
      end += cells[at]!.length;
      ends[at] = end;
      left -= cells[at]!.length + 1;
      // A file may name one long text in many cells.
      if (left < 0) throw tooMuchText(file);
    }
    return { text: cells.join(''), ends };
  };
  let names: string[] = [];
  await readable(file, async () => {
    const { metadata, ...how } = boundedParquet(wholeBuffer(bytes), file, 2 * importLimits.bytes);
    names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const width = metadata.row_groups.reduce(
      (most, group) => Math.max(most, group.columns.length),
      names.length,
    );
    if (width > importLimits.columns)
      throw tooMany(file, width, importLimits.columns, (n) => say(`${n} columns`, `${n} 列`));
    const count = Number(metadata.num_rows);
    if (count > importLimits.rows)
      throw tooMany(file, count, importLimits.rows, (n) => say(`${n} rows`, `${n} 行`));
    // One column at a time, since the cells of a table take several times its text; but columns of one name together.
    const isPlain = new Set(names).size === names.length;
    for (const wanted of isPlain ? names.map((name) => [name]) : [names]) {
      await parquetRead({
        ...how,
        metadata,
        ...(isPlain ? { columns: wanted } : {}),
        onComplete: (read) => {
          const rows = read as unknown[][];
          columns.push(...wanted.map((_, at) => asText(rows.map((row) => row[at]))));
        },
      });
    }
  });
  return texts(names, columns);
}

/** The bytes as a buffer of their own, which most files have already. */
const wholeBuffer = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.length
    ? bytes.buffer
    : bytes.slice().buffer;

/** The texts of a column, one after another, and where each of them ends. */
interface TextColumn {
  readonly text: string;
  readonly ends: Uint32Array;
}

/** The rows as text, one after another. */
function* texts(names: string[], columns: readonly TextColumn[]): Generator<string[]> {
  yield names;
  for (let row = 0; row < (columns[0]?.ends.length ?? 0); row++)
    yield columns.map(({ text, ends }) => text.slice(ends[row - 1] ?? 0, ends[row]));
}

/**
 * The description of a Parquet file after its counts were held against each other, and a reader's options with decompressors that
 * inflate no more than a limit, whatever the file claims.
 * @param limit the largest number of bytes of all columns together
 * @throws Problem if they are more; any other error if the file is damaged
 */
export function boundedParquet(content: ArrayBuffer, file: string, limit: number) {
  const metadata = parquetMetadata(content);
  checkPlaces(metadata, content.byteLength);
  const columns = metadata.row_groups.reduce((most, group) => Math.max(most, group.columns.length), 1);
  const [rows, most] = [Number(metadata.num_rows), Math.floor(limit / cellBytes / columns)];
  if (rows > most)
    throw tooMany(file, rows, most, (n) => say(`${n} rows of ${columns} columns`, `${n} 行 ${columns} 列`));
  let left = limit;
  const take = (size: number) => {
    left -= size;
    if (left >= 0) return;
    const most = megabytes(limit);
    const found = say(`more than ${most} inside`, `解压后超过 ${most}`);
    throw new Problem('tooLarge', { field: file, found, allowed: most });
  };
  for (const { columns } of metadata.row_groups)
    for (const { meta_data } of columns) take(Number(meta_data?.total_uncompressed_size ?? 0));
  // A page may claim another size than its column.
  left = limit;
  const bounded = Object.entries({ ...compressors, ZSTD: inflateZstd }).map(
    ([codec, inflate]): [string, typeof inflate] => [
      codec,
      (packed, size) => {
        take(size);
        return inflate(packed, size);
      },
    ],
  );
  return {
    metadata,
    compressors: Object.fromEntries(bounded),
    file: {
      byteLength: content.byteLength,
      slice: (start: number, end?: number) => content.slice(start, end),
    },
  };
}

const tooMany = (file: string, found: number, allowed: number, counted: (n: number) => Text) =>
  new Problem('tooLarge', { field: file, found: counted(found), allowed: counted(allowed) });

/** Runs a reader. @throws Problem whatever it throws */
async function readable(file: string, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(file, error);
  }
}

const unreadable = (file: string, error: unknown) =>
  new Problem('mismatch', {
    field: file,
    found: coded(
      `the Parquet file cannot be read (${String(error)})`,
      say('the Parquet file cannot be read', '无法读取 Parquet 文件'),
    ),
    allowed: say('a whole Parquet file', '完整的 Parquet 文件'),
  });

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
  let packed = 0n;
  for (const { columns } of row_groups) {
    for (const { meta_data } of columns) {
      if (!meta_data) throw new Error('a column without a description');
      const { data_page_offset, total_compressed_size, total_uncompressed_size } = meta_data;
      const start = meta_data.dictionary_page_offset || data_page_offset;
      packed += total_compressed_size;
      if (start < 0n || total_compressed_size < 0n || start + total_compressed_size > BigInt(size))
        throw new Error('a column lies outside of the file');
      if (total_uncompressed_size < 0n) throw new Error('a column of less than no bytes');
    }
  }
  // Columns that share their bytes would cost as much as columns of their own.
  if (packed > BigInt(size)) throw new Error(`columns of ${packed} bytes in a file of ${size}`);
}

function written(value: unknown, file: string): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(toJson(value));
  } catch (error) {
    // A list may repeat a long text until no string holds it, and a date in it may be none.
    throw unreadable(file, error);
  }
}

import { Problem, say } from '../../base/problem';
import { importLimits, megabytes } from '../sets/limits';
import { arrayIn, arraysIn, type NamedArray, pairsOf, pairText } from './arrays';
import type { Encoding } from './choices';
import { contentKind } from './contentKind';
import { decodeText, guessEncoding } from './encoding';
import { gunzip } from './gzip';
import type { TableOptions } from './tableOptions';
import { writtenTable } from './writtenTable';
import { openZip } from './zip';

/** The table of a file as text. */
export interface OpenedTable {
  readonly text: string;
  /** `utf-8` if the file was not text and was converted to text. */
  readonly encoding: Encoding;
  /** How the text is written, if that is known for certain. */
  readonly given: Pick<TableOptions, 'separator' | 'quote' | 'comment' | 'decimal' | 'skip' | 'header'>;
  /** The text of the rows for testing, if the file itself tells them apart. */
  readonly test?: string;
  /** The name of the table in its archive. */
  readonly inside?: string;
}

/**
 * Returns the text of the table in a file. The content decides the kind, not the name: text in any encoding, gzipped or not,
 * a spreadsheet (.xlsx), Parquet, NumPy arrays (.npy, .npz), or a zip archive with one of them.
 * @param encoding the text encoding; guessed by default
 * @param also further .npy files that belong to it, e.g. the labels
 * @throws Problem if the file holds no table or is damaged
 */
export async function openTable(
  bytes: Uint8Array,
  file: string,
  encoding?: Encoding,
  also: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [],
): Promise<OpenedTable> {
  return openWithin(bytes, file, encoding, also, mostNested);
}

/** Archives within archives; there are files that hold themselves. */
const mostNested = 4;

/** The same, in so many archives at most. */
async function openWithin(
  bytes: Uint8Array,
  file: string,
  encoding: Encoding | undefined,
  also: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  nested: number,
): Promise<OpenedTable> {
  checkBytes(file, bytes.length);
  if (nested < 0) {
    const [found, allowed] = [mostNested + 1, mostNested].map((n) =>
      say(`${n} archives within each other`, `${n} 层压缩包`),
    );
    throw new Problem('tooLarge', { field: file, found: found!, allowed: allowed! });
  }
  const kind = contentKind(bytes);
  switch (kind) {
    case 'gzip':
      return openWithin(gunzip(bytes, file), file, encoding, [], nested - 1);
    case 'spreadsheet':
      return written(await (await import('./spreadsheet')).spreadsheetRows(bytes, file), file);
    case 'parquet':
      return written(await (await import('./parquet')).parquetRows(bytes, file), file);
    case 'text': {
      const used = encoding ?? guessEncoding(bytes);
      return { text: decodeText(bytes, used).replace(/^\uFEFF/, ''), encoding: used, given: {} };
    }
    case 'numpy':
      return fromArrays([arrayIn(bytes, file), ...also.map((one) => arrayIn(one.bytes, one.name))], file);
    case 'zip':
      return openArchive(bytes, file, encoding, nested - 1);
    default:
      throw new Problem('mismatch', { field: file, found: kinds[kind], allowed: allowedKinds });
  }
}

/** @throws Problem if a file is too large; its value `bytes` is the limit */
export function checkBytes(file: string, size: number): void {
  if (size <= importLimits.bytes) return;
  const values = {
    found: megabytes(size),
    allowed: megabytes(importLimits.bytes),
    bytes: importLimits.bytes,
  };
  throw new Problem('tooLarge', { field: file, ...values });
}

const kinds = {
  empty: say('the file is empty', '文件为空'),
  webPage: say(
    'it is a web page, not a table: perhaps the download gave the page about the file',
    '这是网页而非表格：下载到的也许是介绍该文件的网页',
  ),
  oldSpreadsheet: say('it is a spreadsheet in the old .xls format', '这是旧版 .xls 电子表格'),
  picture: say('it is an image', '这是图片'),
  pdf: say('it is a PDF', '这是 PDF'),
  idx: say('it is an IDX file', '这是 IDX 文件'),
  binary: say('it is not text', '内容不是文本'),
} as const;

const allowedKinds = say(
  'a table as text (CSV, TSV…), gzipped or zipped or not, .xlsx, Parquet or NumPy arrays',
  '文本表格（CSV、TSV 等，可经 gzip 或 zip 压缩）、.xlsx、Parquet 或 NumPy 数组',
);

/** Opens the arrays of an .npz file, or else the largest table of a zip archive. */
async function openArchive(
  bytes: Uint8Array,
  file: string,
  encoding: Encoding | undefined,
  nested: number,
): Promise<OpenedTable> {
  const entries = [...openZip(bytes, file).values()].filter(({ name }) => !isHidden(name));
  const is = (ending: RegExp) => entries.filter(({ name }) => ending.test(name));
  if (is(/\.npy$/i).length > 0) return fromArrays(await arraysIn(bytes, file), file);
  const tables = is(/\.(?:csv|tsv|tab|txt|data|dat|gz|xlsx|parquet)$/i);
  const texts = tables.filter(({ name }) => !/readme|licen[cs]e/i.test(name));
  const [largest] = (texts.length > 0 ? texts : tables).sort((a, b) => b.size - a.size);
  if (largest)
    return {
      ...(await openWithin(
        await largest.read(importLimits.bytes),
        `${file}/${largest.name}`,
        encoding,
        [],
        nested,
      )),
      inside: largest.name,
    };
  const found =
    is(isPicture).length > 0
      ? say(
          `a zip archive of ${is(isPicture).length} images`,
          `含 ${is(isPicture).length} 张图片的 zip 压缩包`,
        )
      : say('a zip archive without a table', '不含表格的 zip 压缩包');
  const allowed =
    is(isPicture).length > 0
      ? say(
          'data of the kind idx whose images and labels both have its name, with one folder for each class',
          'idx 类数据，其 images 与 labels 均为该文件名，且每个类别一个文件夹',
        )
      : allowedKinds;
  throw new Problem('mismatch', { field: file, found, allowed });
}

/** The names of pictures that a browser decodes. */
export const isPicture = /\.(?:png|jpe?g|gif|webp|bmp|avif)$/i;

/** Files that systems put into archives unasked. */
export const isHidden = (path: string): boolean => /(?:^|\/)(?:\.|__MACOSX\/|Thumbs\.db)|\/$/.test(path);

/** Converts arrays to the text of a table. */
function fromArrays(arrays: readonly NamedArray[], file: string): OpenedTable {
  const { train, test } = pairsOf(arrays, file);
  const given = { separator: ',', quote: '"', comment: '', decimal: '.', header: true } as const;
  const texts = { text: pairText(train, file), ...(test ? { test: pairText(test, file) } : {}) };
  return { ...texts, encoding: 'utf-8', given };
}

/** Converts rows to comma-separated text. */
function written(rows: Iterable<readonly string[]>, file: string): OpenedTable {
  const given = { separator: ',', quote: '"', comment: '', decimal: '.' } as const;
  return { text: writtenTable(rows, file), encoding: 'utf-8', given };
}

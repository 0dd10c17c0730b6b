import { Problem, say } from '../../base/problem';
import { importLimits, megabytes } from '../sets/limits';
import type { Encoding } from './choices';
import { contentKind } from './contentKind';
import { decodeText, guessEncoding } from './encoding';
import { gunzip } from './gzip';
import type { TableOptions } from './tableOptions';

/** The table of a file as text. */
export interface OpenedTable {
  readonly text: string;
  /** `utf-8` if the file was not text and was converted to text. */
  readonly encoding: Encoding;
  /** How the text is written, if that is known for certain. */
  readonly said: Pick<TableOptions, 'separator' | 'quote' | 'comment' | 'decimal' | 'skip'>;
}

/**
 * Returns the text of the table in a file. The content decides the kind, not the name: text in any encoding, gzipped or not,
 * a spreadsheet (.xlsx) or Parquet.
 * @param encoding the text encoding; guessed by default
 * @throws Problem if the file holds no table or is damaged
 */
export async function openTable(bytes: Uint8Array, file: string, encoding?: Encoding): Promise<OpenedTable> {
  if (bytes.length > importLimits.bytes) {
    const values = { found: megabytes(bytes.length), allowed: megabytes(importLimits.bytes) };
    throw new Problem('tooLarge', { field: file, ...values });
  }
  const kind = contentKind(bytes);
  switch (kind) {
    case 'gzip':
      return openTable(gunzip(bytes, file), file, encoding);
    case 'spreadsheet':
      return written(await (await import('./spreadsheet')).spreadsheetRows(bytes, file));
    case 'parquet':
      return written(await (await import('./parquet')).parquetRows(bytes, file));
    case 'text': {
      const used = encoding ?? guessEncoding(bytes);
      return { text: decodeText(bytes, used).replace(/^\uFEFF/, ''), encoding: used, said: {} };
    }
    default:
      throw new Problem('mismatch', { field: file, found: kinds[kind], allowed: allowedKinds });
  }
}

const kinds = {
  empty: say('the file is empty', '文件为空'),
  webPage: say(
    'it is a web page, not a table: perhaps the download gave the page about the file',
    '这是网页而非表格：下载到的也许是介绍该文件的网页',
  ),
  zip: say('it is a zip archive without a spreadsheet', '这是不含电子表格的 zip 压缩包'),
  oldSpreadsheet: say('it is a spreadsheet in the old .xls format', '这是旧版 .xls 电子表格'),
  picture: say('it is a picture', '这是图片'),
  pdf: say('it is a PDF', '这是 PDF'),
  idx: say('it is an IDX file', '这是 IDX 文件'),
  numpy: say('it is a NumPy array', '这是 NumPy 数组'),
  binary: say('it is not text', '内容不是文本'),
} as const;

const allowedKinds = say(
  'a table as text (CSV, TSV …), gzipped or not, .xlsx or Parquet',
  '文本表格（CSV、TSV 等，可经 gzip 压缩）、.xlsx 或 Parquet',
);

/** Converts rows to comma-separated text. */
function written(rows: readonly (readonly string[])[]): OpenedTable {
  const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const text = rows.map((row) => row.map(cell).join(',')).join('\n');
  const said = { separator: ',', quote: '"', comment: '', decimal: '.' } as const;
  return { text: `${text}\n`, encoding: 'utf-8', said };
}

import { linesOf } from '../lines';
import { type Row, rowOfLine } from './tables';

/** Characters that are parsed at once. */
const sliceBytes = 8 * 1024 * 1024;

/** Rows that are handed on at once. */
const mostRows = 1000;

/**
 * The rows of a CSV file, read in slices that end with a row.
 *
 * @param onProgress is told the share of the file that has been read, 0 to 1
 */
export async function* csvRows(
  file: Blob,
  onProgress?: (share: number) => void,
  bytesAtOnce = sliceBytes,
): AsyncGenerator<Row[]> {
  const { default: papa } = await import('papaparse');
  const decoder = new TextDecoder();
  let rest = '';
  let header: string[] | undefined;
  let delimiter = '';
  for (let start = 0; start < file.size; start += bytesAtOnce) {
    const end = Math.min(file.size, start + bytesAtOnce);
    const isLast = end === file.size;
    const text = rest + decoder.decode(await file.slice(start, end).arrayBuffer(), { stream: !isLast });
    const cut = isLast ? text.length : endOfRows(text);
    rest = text.slice(cut);
    onProgress?.(end / file.size);
    if (cut === 0) continue;
    const { data, meta } = papa.parse<string[]>(text.slice(0, cut), { skipEmptyLines: true, delimiter });
    if (!header) {
      header = data.shift() ?? [];
      ({ delimiter } = meta);
    }
    const names = header;
    yield data.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
  }
}

/** The place behind the last line feed that stands outside of quotes. */
function endOfRows(text: string): number {
  let [isQuoted, end] = [false, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) isQuoted = !isQuoted;
    else if (code === 10 && !isQuoted) end = i + 1;
  }
  return end;
}

/**
 * The rows of JSON Lines.
 *
 * @param onOther is told of a line that is no row
 */
export async function* jsonRows(
  file: Blob,
  onProgress: (share: number) => void,
  onOther: () => void,
): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  for await (const { text } of linesOf(file, onProgress)) {
    if (text.trim() === '') continue;
    const row = rowOfLine(text);
    if (!row) onOther();
    else if (rows.push(row) >= mostRows) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

import { Problem, say } from '../../base/problem';
import { importLimits, megabytes } from '../sets/limits';

/**
 * Cells of rows that a file which is no text may have: a cell takes a character and its separator, so more would not fit into the
 * largest text either.
 */
export const mostCells = importLimits.bytes / 2;

const needsQuotes = /[",\r\n]/;

/** A cell of comma-separated text. */
const cellText = (value: string): string =>
  needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** The length of a cell as it is written, which is known before it is. */
function writtenLength(value: string): number {
  if (!needsQuotes.test(value)) return value.length;
  let length = value.length + 2;
  for (let at = value.indexOf('"'); at >= 0; at = value.indexOf('"', at + 1)) length++;
  return length;
}

/**
 * Writes rows as comma-separated text. A file may name one long text in many cells, so the length is summed before anything is
 * joined.
 * @param file the file's name, for error messages
 * @throws Problem if the text is longer than a table may be
 */
export function writtenTable(rows: Iterable<readonly string[]>, file: string): string {
  const lines: string[] = [];
  let left: number = importLimits.bytes;
  for (const row of rows) {
    for (const value of row) {
      left -= writtenLength(value) + 1;
      if (left < 0) throw tooMuchText(file);
    }
    lines.push(row.map(cellText).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** The cells of a file are more text than a table may be. */
export function tooMuchText(file: string): Problem {
  const most = megabytes(importLimits.bytes);
  return new Problem('tooLarge', {
    field: file,
    found: say(`cells of more than ${most} of text`, `单元格文本超过 ${most}`),
    allowed: most,
  });
}

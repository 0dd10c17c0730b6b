import { unescapedCell } from '../../base/csv';
import type { Dialect } from './dialect';
import { Growing } from './growing';

/** A text split into rows of cells. Only positions are stored; a cell's text is extracted on request. */
export interface Cells {
  readonly rows: number;
  /** The number of cells of a row. */
  width(row: number): number;
  /** A cell without its quotes and surrounding blanks; empty if the row has no such cell. */
  cell(row: number, column: number): string;
  /** Whether a cell is quoted. */
  quoted(row: number, column: number): boolean;
  /** Whether blanks around a cell, outside or inside of its quotes, were removed. */
  trimmed(row: number, column: number): boolean;
  /** The line of the text in which a row starts, counted from 1. */
  line(row: number): number;
  /** The number of lines that start with the comment sign. */
  readonly comments: number;
}

const [newline, carriageReturn, space, tab] = [10, 13, 32, 9];
const [plain, inQuotes, withDoubled] = [0, 1, 2];
/** A cell's kind stands in the upper bits of its length, in 16 bits together; a list holds the lengths that are longer. */
const kindBits = 14;
const longest = 2 ** kindBits - 1;
const words = (length: number) => new Uint16Array(length);
const doubleWords = (length: number) => new Uint32Array(length);

/** Blanks and control characters, no-break and ideographic spaces included. */
const isWhite = (code: number) => code <= space || code === 0xa0 || code === 0x3000 || code === 0xfeff;

/**
 * Splits a text into rows at line ends of any kind, and rows into cells. Blank lines and comments are skipped. A quote that
 * is not closed, or that would swallow rows, is read as an ordinary character, so that a stray quote loses no rows. Linear in
 * the length of the text.
 * @param most the largest number of rows to read
 */
export function readCells(
  text: string,
  { separator, quote, comment, skip }: Omit<Dialect, 'decimal'>,
  most = Number.POSITIVE_INFINITY,
): Cells {
  const length = text.length;
  const runs = separator === ' ';
  const separating = separator.charCodeAt(0);
  const quoting = quote === '' ? -1 : quote.charCodeAt(0);
  const expected = most === Number.POSITIVE_INFINITY ? cellsExpected(text, separating, runs) : undefined;
  const [starts, lengths] = [new Growing(doubleWords, expected), new Growing(words, expected)];
  const [firstCells, lines] = [new Growing(doubleWords), new Growing(doubleWords)];
  const longCells = new Map<number, number>();
  let at = 0;
  let line = 1;
  let comments = 0;
  let last = 0;

  const isEnd = (code: number) => code === newline || code === carriageReturn;
  const isSeparator = (code: number) => (runs ? code === space || code === tab : code === separating);
  const isBlank = (code: number) => (code === space || code === tab || code === 160) && !isSeparator(code);

  const endOfLine = (from: number) => {
    let end = from;
    while (end < length && !isEnd(text.charCodeAt(end))) end++;
    return end;
  };
  const afterLineEnd = (end: number) =>
    text.charCodeAt(end) === carriageReturn && text.charCodeAt(end + 1) === newline ? end + 2 : end + 1;

  const keep = (from: number, to: number, kind: number) => {
    let [start, end] = [from, to];
    while (start < end && isWhite(text.charCodeAt(start))) start++;
    while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
    if (end - start >= longest) longCells.set(starts.length, end - start);
    starts.push(start);
    lengths.push(Math.min(end - start, longest) | (kind << kindBits));
  };

  /** The position at which the quoted cell opened at `open` closes, before `limit`, and whether it contains a doubled quote. */
  const closing = (open: number, limit: number): { close: number; doubled: boolean } | undefined => {
    let doubled = false;
    for (let from = open + 1; ; ) {
      const close = text.indexOf(quote, from);
      if (close < 0 || close >= limit) return undefined;
      if (text.charCodeAt(close + 1) === quoting) {
        doubled = true;
        from = close + 2;
        continue;
      }
      let after = close + 1;
      while (after < length && isBlank(text.charCodeAt(after))) after++;
      const code = text.charCodeAt(after);
      if (after >= length || isEnd(code) || isSeparator(code)) return { close, doubled };
      from = close + 1;
    }
  };

  /** Reads the cells of one row. Quotes must close before `limit`. @returns whether a cell spans a line end */
  const readRow = (limit: number): boolean => {
    let overLines = false;
    for (;;) {
      let start = at;
      while (
        start < length &&
        (isBlank(text.charCodeAt(start)) || (runs && isSeparator(text.charCodeAt(start))))
      ) {
        start++;
      }
      if (runs && (start >= length || isEnd(text.charCodeAt(start)))) {
        at = start;
        return overLines;
      }
      const quoted = text.charCodeAt(start) === quoting ? closing(start, limit) : undefined;
      if (quoted) {
        keep(start + 1, quoted.close, quoted.doubled ? withDoubled : inQuotes);
        for (let i = start; i < quoted.close; i++) {
          if (!isEnd(text.charCodeAt(i))) continue;
          if (text.charCodeAt(i) === newline || text.charCodeAt(i + 1) !== newline) line++;
          overLines = true;
        }
        at = quoted.close + 1;
        while (at < length && isBlank(text.charCodeAt(at))) at++;
      } else {
        at = start;
        while (at < length) {
          const code = text.charCodeAt(at);
          if (isEnd(code) || isSeparator(code)) break;
          at++;
        }
        keep(start, at, plain);
      }
      if (at >= length || isEnd(text.charCodeAt(at))) return overLines;
      at++;
      if (runs || at < length) continue;
      // The text ends with a separator, so an empty cell follows.
      keep(at, at, plain);
      return overLines;
    }
  };

  const isComment = (start: number) => {
    if (comment === '') return false;
    let from = start;
    while (from < length && isBlank(text.charCodeAt(from))) from++;
    return text.startsWith(comment, from);
  };

  for (; line <= skip && at < length; line++) at = afterLineEnd(endOfLine(at));
  while (at < length && lines.length < most) {
    const [from, cells, began] = [at, starts.length, line];
    let first = at;
    while (first < length && text.charCodeAt(first) <= space && !isEnd(text.charCodeAt(first))) {
      if (isSeparator(text.charCodeAt(first)) && !runs) break;
      first++;
    }
    if (first >= length) break;
    if (isEnd(text.charCodeAt(first))) {
      at = afterLineEnd(first);
      line++;
      continue;
    }
    if (isComment(from)) {
      comments++;
      at = afterLineEnd(endOfLine(from));
      line++;
      continue;
    }
    const overLines = readRow(length);
    if (overLines && last > 1 && starts.length - cells !== last) {
      // A quote swallowed rows, so it is an ordinary character within this line.
      starts.length = lengths.length = cells;
      [at, line] = [from, began];
      readRow(endOfLine(from));
    }
    firstCells.push(cells);
    lines.push(began);
    last = starts.length - cells;
    if (at < length) at = afterLineEnd(at);
    line++;
  }

  const [from, coded] = [starts.trimmed(), lengths.trimmed()];
  const [first, began] = [firstCells.trimmed(), lines.trimmed()];
  const kindOf = (at: number) => coded[at]! >>> kindBits;
  const endOf = (at: number) => {
    const length = coded[at]! & longest;
    return from[at]! + (length === longest ? longCells.get(at)! : length);
  };
  const rows = began.length;
  const width = (row: number) => (row + 1 < rows ? first[row + 1]! : from.length) - first[row]!;
  return {
    rows,
    comments,
    width,
    line: (row) => began[row]!,
    quoted: (row, column) => column < width(row) && kindOf(first[row]! + column) !== plain,
    trimmed(row, column) {
      if (column >= width(row)) return false;
      const at = first[row]! + column;
      const isTrimmed = (place: number) => {
        const code = text.charCodeAt(place);
        return isWhite(code) && !isEnd(code) && !isSeparator(code);
      };
      return isTrimmed(from[at]! - 1) || isTrimmed(endOf(at));
    },
    cell(row, column) {
      const at = first[row]! + column;
      if (column >= width(row)) return '';
      const written = text.slice(from[at]!, endOf(at));
      const cell = kindOf(at) === withDoubled ? written.replaceAll(quote + quote, quote) : written;
      // An apostrophe before a sign keeps a spreadsheet from taking the cell for a formula.
      return cell.startsWith("'") ? unescapedCell(cell) : cell;
    },
  };
}

/** The number of cells of a text if no quote stands around a separator or a line end; runs of blanks are not counted ahead. */
function cellsExpected(text: string, separating: number, runs: boolean): number | undefined {
  if (runs) return undefined;
  let count = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === separating || code === newline) count++;
  }
  return count;
}

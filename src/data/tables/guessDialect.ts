import { type Cells, readCells } from './cells';
import { type Comment, type Quote, type Separator, tableWords } from './choices';
import type { Dialect } from './dialect';
import { bareNumber } from './numbers';
import type { GivenDialect } from './tableOptions';

/** The number of rows and characters that guesses read. */
const looked = { rows: 400, characters: 256 * 1024 };

/** Guesses how a text is written. The parts in `given` are kept; the others are guessed from them and the text. */
export function guessDialect(text: string, given: GivenDialect = {}): Dialect {
  const start = wholeLines(text);
  const named = separatorLine(start);
  const top = given.skip ?? (named === undefined ? 0 : 1);
  const body = start.split(/\r\n|\r|\n/).slice(top);
  const comment = given.comment ?? guessComment(body);
  const quote = given.quote ?? guessQuote(body);
  const common = { quote, comment, skip: top };
  const separator = given.separator ?? named ?? guessSeparator(start, common);
  const cells = readCells(start, { separator, ...common }, looked.rows);
  return {
    separator,
    quote,
    comment,
    decimal: given.decimal ?? guessDecimal(cells, separator),
    skip: given.skip ?? top + titleLines(cells, top),
  };
}

function wholeLines(text: string): string {
  if (text.length <= looked.characters) return text;
  const end = text.lastIndexOf('\n', looked.characters);
  return text.slice(0, end > 0 ? end : looked.characters);
}

/** The separator that Excel declares with `sep=;` in the first line. */
function separatorLine(text: string): Separator | undefined {
  const found = /^"?sep=(\\t|.)"?[ ]*(?:\r|\n|$)/i.exec(text)?.[1];
  const named = found === '\\t' ? '\t' : found;
  return tableWords.separators.find((one) => one === named);
}

/**
 * The comment sign: one that starts some lines, but not most. If only the first line starts with #, it holds the column
 * names.
 */
function guessComment(lines: readonly string[]): Comment {
  const filled = lines.filter((line) => line.trim() !== '');
  for (const sign of ['#', '%', '//'] as const) {
    const starting = filled.filter((line) => line.trimStart().startsWith(sign)).length;
    if (starting === 0 || starting > filled.length / 2) continue;
    const headerOnly = starting === 1 && filled[0]?.startsWith(sign) && isLikeNext(filled, sign);
    if (!headerOnly) return sign;
  }
  return '';
}

/** Whether the first line has as many cells as the second. */
const isLikeNext = ([first, second]: readonly string[], sign: string): boolean =>
  [',', ';', '\t', '|'].some((separator) => {
    const [a, b] = [first, second].map((line) => line?.split(separator).length ?? 0);
    return a! > 1 && a === b;
  }) && first!.length > sign.length;

/** Single quotes if they enclose more cells than double quotes do. */
function guessQuote(lines: readonly string[]): Quote {
  let [single, double] = [0, 0];
  for (const line of lines) {
    single += line.match(/(?:^|[,;|\t ])'[^']*'(?=[,;|\t ]|$)/g)?.length ?? 0;
    double += line.match(/(?:^|[,;|\t ])"[^"]*"(?=[,;|\t ]|$)/g)?.length ?? 0;
  }
  return single > double && single > lines.length / 4 ? "'" : '"';
}

type Common = Pick<Dialect, 'quote' | 'comment' | 'skip'>;

/** The separator that gives the most regular rows of clean cells. */
function guessSeparator(text: string, common: Common): Separator {
  let best: Separator = ',';
  let most = 0;
  // Blanks occur in any text, so they are the separator only if nothing else does as well; and runs of them take in tabs.
  const lines = text.split(/[\r\n]+/);
  const ofBlanks = lines.filter((line) => line.includes('\t')).length > lines.length / 2 ? 0.6 : 0.9;
  for (const separator of tableWords.separators) {
    const cells = readCells(text, { separator, ...common }, looked.rows);
    const score = regularity(cells, separator) * (separator === ' ' ? ofBlanks : 1);
    if (score > most + 1e-9) [best, most] = [separator, score];
  }
  return best;
}

const strong = /[,;\t|]/;

/**
 * A score from 0 to 1: the share of rows with the most frequent width, reduced for cells that contain another likely
 * separator.
 */
function regularity(cells: Cells, separator: Separator): number {
  const usual = usualWidth(cells);
  if (usual < 2) return 0;
  let [alike, seen, foreign] = [0, 0, 0];
  for (let row = 0; row < cells.rows; row++) {
    if (cells.width(row) === usual) alike++;
    for (let column = 0; column < cells.width(row); column++) {
      seen++;
      const cell = cells.cell(row, column);
      if (cells.quoted(row, column) || cell === '') continue;
      const decimalComma = separator !== ',' && !Number.isNaN(bareNumber(cell, ','));
      const spaced = separator !== ' ' && /\S[ \t]{2,}\S/.test(cell);
      const numbers = separator !== ' ' && /^[-+\d.,]+(?: [-+\d.,]+)+$/.test(cell);
      if ((strong.test(cell) && !decimalComma) || spaced || numbers) foreign++;
    }
  }
  return (alike / cells.rows) ** 3 * (1 - foreign / seen);
}

/** The most frequent number of cells per row; among equally frequent ones, the largest. */
export function usualWidth(cells: Cells): number {
  const counts = new Map<number, number>();
  for (let row = 0; row < cells.rows; row++) {
    const width = cells.width(row);
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  return [...counts].reduce(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best),
    [0, 0],
  )[0];
}

/** The decimal sign: a comma if it stands between digits more often than a point does, and not only before three digits. */
function guessDecimal(cells: Cells, separator: Separator): '.' | ',' {
  if (separator === ',' && !hasQuotedComma(cells)) return '.';
  let [points, commas, thousands] = [0, 0, 0];
  for (let row = 0; row < cells.rows; row++) {
    for (let column = 0; column < cells.width(row); column++) {
      const cell = cells.cell(row, column);
      if (/^[-+]?\d*\.\d+(?:[eE][-+]?\d+)?$/.test(cell)) points++;
      else if (/^[-+]?[1-9]\d{0,2},\d{3}$/.test(cell)) thousands++;
      else if (/^[-+]?\d*,\d+(?:[eE][-+]?\d+)?$/.test(cell)) commas++;
    }
  }
  if (commas === 0) return '.';
  return commas + thousands > points ? ',' : '.';
}

const hasQuotedComma = (cells: Cells): boolean => {
  for (let row = 0; row < Math.min(cells.rows, 50); row++) {
    for (let column = 0; column < cells.width(row); column++) {
      if (cells.quoted(row, column) && /^[-+]?\d*,\d+$/.test(cells.cell(row, column))) return true;
    }
  }
  return false;
};

/** The number of lines at the top that are not rows, such as a title or a source: they have fewer cells than the table. */
function titleLines(cells: Cells, skipped: number): number {
  const usual = usualWidth(cells);
  if (usual < 2) return 0;
  let row = 0;
  while (row < Math.min(30, cells.rows - 1) && !startsTable(cells, row, usual)) row++;
  if (row === 0 || row === Math.min(30, cells.rows - 1)) return 0;
  return cells.line(row) - 1 - skipped;
}

/** A row of the most frequent width, or one cell narrower: R writes no name for the column of row names. */
function startsTable(cells: Cells, row: number, usual: number): boolean {
  const width = cells.width(row);
  if (width === usual) {
    const filled = filledCells(cells, row);
    const beforeNames = filled < usual / 2 && namesColumns(cells, row + 1, usual);
    return usual === 2 || (filled > 1 && !beforeNames);
  }
  return (width === usual - 1 && width > 1) || width > usual;
}

/** A full row without a number. */
const namesColumns = (cells: Cells, row: number, usual: number): boolean =>
  filledCells(cells, row) === usual &&
  Array.from({ length: usual }, (_, column) => bareNumber(cells.cell(row, column), '.')).every(Number.isNaN);

function filledCells(cells: Cells, row: number): number {
  let filled = 0;
  for (let column = 0; column < cells.width(row); column++) if (cells.cell(row, column) !== '') filled++;
  return filled;
}

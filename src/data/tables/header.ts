import type { Cells } from './cells';
import { dateIn } from './dates';
import { isMissing } from './missing';
import { bareNumber, dressedNumber } from './numbers';

/** The number of rows below the first that a guess reads. */
const looked = 500;

/**
 * Guesses whether the first row holds the column names. Each column votes. A word above numbers or dates is a name. A number
 * above numbers is a value. A word that occurs again below is a value.
 */
export function guessHeader(cells: Cells, decimal: '.' | ','): boolean {
  if (cells.rows < 2) return false;
  const width = Math.max(cells.width(0), cells.width(1));
  if (cells.width(0) === cells.width(1) - 1) return guessNamesOfRows(cells, decimal);
  if (countsUp(cells, width)) return true;
  let votes = 0;
  for (let column = 0; column < width; column++) votes += vote(cells, column, decimal);
  if (votes !== 0) return votes > 0;
  // If nothing decides, words that all differ are taken as names.
  const first = Array.from({ length: width }, (_, column) => cells.cell(0, column));
  const words = first.every((cell) => cell === '' || typeOf(cell, decimal) === 'text');
  return words && new Set(first).size === width;
}

/** A first row that is one cell short holds the column names, except that of the row names, if it contains no numbers. */
const guessNamesOfRows = (cells: Cells, decimal: '.' | ','): boolean =>
  Array.from({ length: cells.width(0) }, (_, column) => cells.cell(0, column)).every(
    (cell) => typeOf(cell, decimal) === 'text',
  );

/** Names 0, 1, 2 … (or consecutive years) above other values, as programs and tables of years have them. */
function countsUp(cells: Cells, width: number): boolean {
  const numbers = (row: number) =>
    Array.from({ length: width }, (_, column) => {
      const cell = cells.cell(row, column);
      return /^\d{1,4}$/.test(cell) ? Number(cell) : Number.NaN;
    }).slice(cells.cell(row, 0) === '' || Number.isNaN(Number(cells.cell(row, 0))) ? 1 : 0);
  const rising = (row: number) => {
    const found = numbers(row);
    return found.length >= 3 && found.every((value, i) => i === 0 || value === found[i - 1]! + 1);
  };
  const plausible = () => {
    const first = numbers(0)[0]!;
    return first <= 1 || (first >= 1500 && first <= 2200);
  };
  return rising(0) && !rising(1) && plausible();
}

/** A vote above 0 is for a header; below 0 it is against one. */
function vote(cells: Cells, column: number, decimal: '.' | ','): number {
  const first = cells.cell(0, column);
  const type = typeOf(first, decimal);
  const last = Math.min(cells.rows, looked + 1);
  const counts = { number: 0, date: 0, text: 0, missing: 0 };
  const words = new Set<string>();
  let again = false;
  for (let row = 1; row < last; row++) {
    const cell = cells.cell(row, column);
    const below = typeOf(cell, decimal);
    counts[below]++;
    if (below === 'text') {
      again ||= cell === first;
      words.add(cell);
    }
  }
  const present = counts.number + counts.date + counts.text;
  if (present === 0) return 0;
  const typed = counts.number >= 0.8 * present ? 'number' : counts.date >= 0.8 * present ? 'date' : 'text';
  if (type === 'missing') return first === '' ? 0 : -1;
  if (typed !== 'text') return type === typed ? -2 : type === 'text' ? 2 : -0.5;
  if (type !== 'text') return -0.5;
  if (again) return -1.5;
  // If the column repeats a few words, the first row would repeat them too.
  return present >= 6 && words.size <= present / 3 ? 1 : 0;
}

type CellType = 'missing' | 'number' | 'date' | 'text';

function typeOf(cell: string, decimal: '.' | ','): CellType {
  if (isMissing(cell)) return 'missing';
  if (!Number.isNaN(bareNumber(cell, decimal)) || dressedNumber(cell, decimal)) return 'number';
  return Number.isNaN(dateIn(cell, 'monthFirst')) && Number.isNaN(dateIn(cell, 'dayFirst')) ? 'text' : 'date';
}

/** A header without line ends and runs of blanks. */
export const oneLine = (header: string): string => header.replaceAll(/\s+/g, ' ').trim();

/**
 * Names for `width` columns: those of the first row, if it holds names. Every column gets a unique name.
 * @param first the cells of the first row, or undefined without a header
 */
export function columnNames(first: readonly string[] | undefined, width: number): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  // If a row is one cell short, the column of row names gets no name.
  const given = first && first.length === width - 1 ? ['', ...first] : first;
  for (let column = 0; column < width; column++) {
    const wanted = oneLine(given?.[column] ?? '') || `x${column + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} ${n}`;
    taken.add(name);
    names.push(name);
  }
  return names;
}

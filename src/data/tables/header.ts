import type { Cells } from './cells';
import { dateIn } from './dates';
import { isMissing } from './missing';
import { bareNumber, dressedNumber } from './numbers';

/** Rows below the first that a guess looks at. */
const looked = 500;

/**
 * Whether the first row names the columns. Each column votes: a word above numbers or dates is a name, a number above numbers
 * is a value, and so is a word that comes again below.
 */
export function guessHeader(cells: Cells, decimal: '.' | ','): boolean {
  if (cells.rows < 2) return false;
  const width = Math.max(cells.width(0), cells.width(1));
  if (cells.width(0) === cells.width(1) - 1) return guessNamesOfRows(cells, decimal);
  if (countsUp(cells, width)) return true;
  let votes = 0;
  for (let column = 0; column < width; column++) votes += vote(cells, column, decimal);
  if (votes !== 0) return votes > 0;
  // Nothing tells: words that differ from each other are taken for names.
  const first = Array.from({ length: width }, (_, column) => cells.cell(0, column));
  const words = first.every((cell) => cell === '' || typeOf(cell, decimal) === 'text');
  return words && new Set(first).size === width;
}

/** A first row that is one cell short names all columns but the one of the rows' names, where it holds no numbers. */
const guessNamesOfRows = (cells: Cells, decimal: '.' | ','): boolean =>
  Array.from({ length: cells.width(0) }, (_, column) => cells.cell(0, column)).every(
    (cell) => typeOf(cell, decimal) === 'text',
  );

/** 0, 1, 2 … (or years one after the other) above other things: names that a program or a table of years gave. */
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

/** For a header above 0, against one below. */
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
  // Of a few words that come again and again, the first row's would too.
  return present >= 6 && words.size <= present / 3 ? 1 : 0;
}

type CellType = 'missing' | 'number' | 'date' | 'text';

function typeOf(cell: string, decimal: '.' | ','): CellType {
  if (isMissing(cell)) return 'missing';
  if (!Number.isNaN(bareNumber(cell, decimal)) || dressedNumber(cell, decimal)) return 'number';
  return Number.isNaN(dateIn(cell, 'monthFirst')) && Number.isNaN(dateIn(cell, 'dayFirst')) ? 'text' : 'date';
}

/**
 * Names of `width` columns: what stands in the first row, where it names them; each column gets one, and no two the same.
 * @param first what stands in the first row, or nothing without a header
 */
export function columnNames(first: readonly string[] | undefined, width: number): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  // A row that is one short leaves the rows' own names nameless.
  const given = first && first.length === width - 1 ? ['', ...first] : first;
  for (let column = 0; column < width; column++) {
    const wanted = given?.[column]?.replaceAll(/\s+/g, ' ').trim() || `x${column + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} ${n}`;
    taken.add(name);
    names.push(name);
  }
  return names;
}

import type { ColumnKind } from './choices';
import { type DayOrder, dateIn, dayOrder } from './dates';
import { isMissing, perhapsValues } from './missing';
import { bareNumber, dressedNumber } from './numbers';

/** Of 64 bits; of 32 where these are the same numbers, as most short ones are: a table of single digits would take too much. */
export type ColumnNumbers = Float32Array | Float64Array;

/** A column of a table as it was read. */
export interface Column {
  readonly kind: ColumnKind;
  /** For numbers, dates and yes/no (0, 1): the value of each row; NaN if it is missing or unreadable. */
  readonly numbers: ColumnNumbers;
  /** For categories and yes/no: the index of each row's value in `labels`; −1 if it is missing. */
  readonly codes: Int32Array;
  /** The different categories in the order of their first row. */
  readonly labels: readonly string[];
  /** How many different values there are. */
  readonly values: number;
  readonly missing: number;
  /** Rows whose cell is not a value of this kind; they count as missing. */
  readonly unreadable: readonly number[];
  readonly dressed: 'percent' | 'currency' | 'thousands' | undefined;
  /** Labels that are written in more than one way, e.g. 0 and 0.0. */
  readonly merged: boolean;
}

/** The share of cells that may differ from the others: a column of numbers may contain a few words. */
const strays = 0.05;

const yesNo: readonly (readonly [no: string, yes: string])[] = [
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['f', 't'],
  ['off', 'on'],
  ['否', '是'],
];

/**
 * Reads the cells of a column as the kind that most of them have.
 * @param cells the trimmed cells, row by row
 * @param kind the kind to read them as; guessed by default
 */
export function readColumn(cells: readonly string[], decimal: '.' | ',', kind?: ColumnKind): Column {
  const missing = missingTest(cells);
  if (kind === undefined && startsWithNumbers(cells, decimal, missing)) {
    // Most large tables hold plain numbers only, so these are read in one pass.
    const numbers = numbersOf(cells, decimal, missing);
    if (numbers.values > 0 && numbers.unreadable.length === 0 && !numbers.dressed) return numbers;
  }
  const guessed = kind ?? guessKind(cells, decimal, missing);
  if (guessed === 'number') return numbersOf(cells, decimal, missing);
  if (guessed === 'date') return datesOf(cells, missing);
  if (guessed === 'yes/no') return yesNoOf(cells, missing) ?? categoriesOf(cells, decimal, missing);
  return categoriesOf(cells, decimal, missing);
}

type Missing = (cell: string) => boolean;

const startsWithNumbers = (cells: readonly string[], decimal: '.' | ',', missing: Missing) =>
  cells.slice(0, 100).every((cell) => missing(cell) || !Number.isNaN(bareNumber(cell, decimal)));

/** A sign such as − counts as a value if it stands for one of two classes, beside +. */
function missingTest(cells: readonly string[]): Missing {
  const signs = new Set<string>();
  const others = new Set<string>();
  for (const cell of cells) {
    if (perhapsValues.has(cell)) signs.add(cell);
    else if (!isMissing(cell)) others.add(cell);
    if (others.size > 1) return isMissing;
  }
  if (signs.size !== 1 || others.size !== 1) return isMissing;
  const [sign] = signs;
  const [other] = others;
  return other === '+' ? (cell) => cell !== sign && isMissing(cell) : isMissing;
}

function guessKind(cells: readonly string[], decimal: '.' | ',', missing: Missing): ColumnKind {
  let [present, bare, dressed, percents, dates] = [0, 0, 0, 0, 0];
  const few = new Set<string>();
  const order = dayOrder(cells);
  for (const cell of cells) {
    if (missing(cell)) continue;
    present++;
    if (few.size <= 2) few.add(cell.toLowerCase());
    if (!Number.isNaN(bareNumber(cell, decimal))) bare++;
    else {
      const found = dressedNumber(cell, decimal);
      if (found) dressed++;
      if (found?.sign === 'percent') percents++;
      if (!found && !Number.isNaN(dateIn(cell, order))) dates++;
    }
  }
  if (present === 0) return 'number';
  const enough = (count: number) => count > 0 && count >= (1 - strays) * present;
  // A percent sign changes the unit, so either all cells of a column have it or none.
  if (enough(bare + dressed) && (percents === 0 || enough(percents))) return 'number';
  if (enough(dates)) return 'date';
  return pairOf(few) ? 'yes/no' : 'category';
}

/** The yes/no pair that the given lower-case words belong to. */
const pairOf = (words: ReadonlySet<string>) =>
  words.size === 0 || words.size > 2
    ? undefined
    : yesNo.find((pair) => [...words].every((word) => pair.includes(word)));

function numbersOf(cells: readonly string[], decimal: '.' | ',', missing: Missing): Column {
  const numbers = new Float64Array(cells.length);
  const different = new Set<number>();
  const unreadable: number[] = [];
  const signs = new Map<NonNullable<Column['dressed']>, number>();
  let absent = 0;
  cells.forEach((cell, row) => {
    let value = Number.NaN;
    if (missing(cell)) absent++;
    else {
      value = bareNumber(cell, decimal);
      if (Number.isNaN(value)) {
        const dressed = dressedNumber(cell, decimal);
        if (dressed) {
          value = dressed.value;
          signs.set(dressed.sign, (signs.get(dressed.sign) ?? 0) + 1);
        } else unreadable.push(row);
      }
      if (!Number.isNaN(value)) different.add(value);
    }
    numbers[row] = value;
  });
  const dressed = [...signs].sort((a, b) => b[1] - a[1])[0]?.[0];
  return {
    ...bareColumn('number'),
    numbers: compact(numbers),
    values: different.size,
    missing: absent,
    unreadable,
    dressed,
  };
}

/** The same numbers in as few bytes as hold them. */
const compact = (numbers: Float64Array): ColumnNumbers =>
  numbers.every((value) => Object.is(value, Math.fround(value))) ? Float32Array.from(numbers) : numbers;

function datesOf(cells: readonly string[], missing: Missing): Column {
  const order: DayOrder = dayOrder(cells);
  const unreadable: number[] = [];
  let absent = 0;
  const numbers = Float64Array.from(cells, (cell, row) => {
    if (missing(cell)) {
      absent++;
      return Number.NaN;
    }
    const value = dateIn(cell, order);
    if (Number.isNaN(value)) unreadable.push(row);
    return value;
  });
  const values = new Set(numbers.filter((value) => !Number.isNaN(value))).size;
  return { ...bareColumn('date'), numbers, values, missing: absent, unreadable };
}

/** Undefined if the cells do not belong to one pair. */
function yesNoOf(cells: readonly string[], missing: Missing): Column | undefined {
  const words = new Set<string>();
  for (const cell of cells) if (!missing(cell)) words.add(cell.toLowerCase());
  const pair = pairOf(words);
  if (!pair) return undefined;
  const spelled = new Map(cells.filter((cell) => !missing(cell)).map((cell) => [cell.toLowerCase(), cell]));
  const codes = Int32Array.from(cells, (cell) => pair.indexOf(cell.toLowerCase()));
  return {
    ...bareColumn('yes/no'),
    codes,
    numbers: Float32Array.from(codes, (code) => (code < 0 ? Number.NaN : code)),
    labels: pair.map((word) => spelled.get(word) ?? word),
    values: words.size,
    missing: codes.filter((code) => code < 0).length,
  };
}

function categoriesOf(cells: readonly string[], decimal: '.' | ',', missing: Missing): Column {
  const index = new Map<string, number>();
  const spellings = new Map<string, string>();
  let absent = 0;
  let merged = false;
  const codes = Int32Array.from(cells, (cell) => {
    if (missing(cell)) {
      absent++;
      return -1;
    }
    // Different spellings of a number are one category.
    const value = bareNumber(cell, decimal);
    const label = Number.isNaN(value) ? cell : String(value);
    const spelled = spellings.get(label);
    if (spelled === undefined) spellings.set(label, cell);
    else if (spelled !== cell) merged = true;
    const known = index.get(label);
    if (known !== undefined) return known;
    index.set(label, index.size);
    return index.size - 1;
  });
  const labels = [...index.keys()];
  return { ...bareColumn('category'), codes, labels, values: labels.length, missing: absent, merged };
}

const bareColumn = (kind: ColumnKind): Column => ({
  kind,
  numbers: new Float64Array(0),
  codes: new Int32Array(0),
  labels: [],
  values: 0,
  missing: 0,
  unreadable: [],
  dressed: undefined,
  merged: false,
});

/** Converts a column of numbers or dates to categories, from the smallest value. */
export function asCategories({ numbers }: Column): Pick<Column, 'codes' | 'labels'> {
  const different = [...new Set(numbers)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const index = new Map(different.map((value, i) => [value, i]));
  return {
    codes: Int32Array.from(numbers, (value) => index.get(value) ?? -1),
    labels: different.map(String),
  };
}

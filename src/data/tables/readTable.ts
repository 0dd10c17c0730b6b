import { coded, Problem, say } from '../../base/problem';
import { createRandom } from '../../random/random';
import { importLimits, megabytes } from '../sets/limits';
import { type Cells, readCells } from './cells';
import type { MissingHandling } from './choices';
import { type Column, readColumn } from './column';
import type { Dialect } from './dialect';
import { guessDialect, usualWidth } from './guessDialect';
import { guessHeader } from './header';
import { codesOf, guessRoles, type NamedColumn, type Role, tellsTarget } from './roles';
import { type DroppedRow, reasons, tableRows } from './rows';
import type { TableOptions } from './tableOptions';
import { guessTarget, isOfClasses } from './target';

/** A column with its role and properties. */
export interface ReadColumn extends NamedColumn, Role {}

/** A table that has been read. */
export interface TableReading {
  readonly dialect: Dialect;
  readonly header: boolean;
  /** Rows below the header, including those that are left out. */
  readonly rows: number;
  readonly columns: readonly ReadColumn[];
  /** The index of the target column in `columns`. */
  readonly target: number;
  readonly task: 'classification' | 'regression';
  readonly missing: Exclude<MissingHandling, 'auto'>;
  /** The rows that are used, as row numbers of the columns. */
  readonly kept: Int32Array;
  readonly dropped: readonly DroppedRow[];
  /** The classes, each with its number of kept rows; empty for regression. */
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  /** The class index of each kept row; empty for regression. */
  readonly labels: Int32Array;
  /** The number of comment lines, and of short rows that were filled up. */
  readonly comments: number;
  readonly padded: number;
  /** Columns with an empty header, or that of another column, by the names that they got. */
  readonly renamed: readonly string[];
  /** The number of rows that lack an input, before missing values are handled. */
  readonly incomplete: number;
  /** The line of the file in which a row starts. */
  line(row: number): number;
  /** The original text of a cell. */
  cell(row: number, column: number): string;
  /** Whether blanks around a cell were removed. */
  trimmed(row: number, column: number): boolean;
  /** The number of rows in the columns. */
  readonly count: number;
  /** The first row of a second table, which holds the rows for testing. */
  readonly firstTest: number | undefined;
}

/** Rows of a second table that are tried in the dialect of the first. */
const likeRows = 200;

/** The share of the work that splitting into cells takes. */
const cutShare = 0.3;

/** The share of rows with missing inputs above which `auto` fills them in instead of dropping rows. */
const fewIncomplete = 0.1;

/**
 * Reads a table. The choices in `options` are kept; everything else is guessed from the text.
 * @param file the file's name: error messages name it, and it may help to find the target
 * @param test a second table with the same columns, whose rows are for testing
 * @param progress gets the share that is done, from 0 to 1
 * @throws Problem if nothing can be learned from it: too large, too small, no such column, one class
 */
export function readTable(
  text: string,
  options: TableOptions,
  file: string,
  test?: { readonly text: string; readonly file: string },
  progress: (share: number) => void = () => {},
): TableReading {
  const main = cut(text, options, file);
  const { names, unnamed } = main;
  const others =
    test && aligned(main, cut(test.text, { ...options, sampleRows: undefined }, test.file, main), test.file);
  const count = main.body.length + (others?.body.length ?? 0);
  const cell = (row: number, column: number) =>
    row < main.body.length
      ? main.cells.cell(main.body[row]!, column)
      : others!.cells.cell(others!.body[row - main.body.length]!, others!.places[column]!);
  const line = (row: number) =>
    row < main.body.length
      ? main.cells.line(main.body[row]!)
      : others!.cells.line(others!.body[row - main.body.length]!);
  const trimmed = (row: number, column: number) =>
    row < main.body.length
      ? main.cells.trimmed(main.body[row]!, column)
      : others!.cells.trimmed(others!.body[row - main.body.length]!, others!.places[column]!);
  const named = names.map((name, at): NamedColumn => {
    progress(cutShare + ((1 - cutShare) * at) / names.length);
    const own = Array.from({ length: count }, (_, row) => cell(row, at));
    const kind = options.columns?.find((column) => column.name === name)?.kind;
    return { ...readColumn(own, main.dialect.decimal, kind), name, unnamed: unnamed[at]! };
  });
  const { roles, target } = decideRoles(named, count, options, file);
  const columns = named.map((column, at): ReadColumn => ({ ...column, ...roles[at]! }));
  const task = taskOf(columns[target]!, count, options.task ?? 'auto', file);
  const chosen = chooseRows(columns, target, task, options, line);
  checkLeft(file, chosen.kept.length, count);
  const outcome = task === 'classification' ? classesOf(columns[target]!, chosen.kept) : noClasses;
  if (task === 'classification') checkClasses(file, columns[target]!, outcome.classes);
  const dropped = [...main.dropped, ...(others?.dropped ?? []), ...chosen.dropped];
  return {
    dialect: main.dialect,
    header: main.header,
    rows: count + main.dropped.length + (others?.dropped.length ?? 0),
    columns,
    target,
    task,
    ...chosen,
    dropped: dropped.sort((a, b) => a.line - b.line),
    ...outcome,
    comments: main.cells.comments,
    padded: main.padded,
    line,
    cell,
    trimmed,
    renamed: main.renamed,
    count,
    firstTest: others ? main.body.length : undefined,
  };
}

/**
 * Splits a text into the rows and columns of a table.
 * @param main the first table, if this is a second one: it may be short, and is read like the first where that fits
 */
function cut(text: string, options: TableOptions, file: string, main?: Main) {
  if (text.length > importLimits.bytes) {
    const values = { found: megabytes(text.length), allowed: megabytes(importLimits.bytes) };
    throw new Problem('tooLarge', { field: file, ...values });
  }
  const dialect = (main && sameDialect(text, main, options)) ?? guessDialect(text, options);
  const cells = readCells(text, dialect);
  const hasNames = main?.header && startsWith(cells, main.names);
  const header = options.header ?? (hasNames || guessHeader(cells, dialect.decimal));
  const rows = tableRows(cells, header);
  checkShape(file, rows.names.length, rows.body.length, options.sampleRows, main ? 1 : 2);
  return { dialect, cells, header, ...rows };
}

/** What a second table is read like. */
interface Main {
  readonly dialect: Dialect;
  readonly header: boolean;
  readonly names: readonly string[];
}

/** The first table's dialect, if it gives the second one as many columns. */
function sameDialect(text: string, { dialect, names }: Main, options: TableOptions): Dialect | undefined {
  const like = { ...dialect, skip: options.skip ?? 0 };
  return usualWidth(readCells(text, like, likeRows)) === names.length ? like : undefined;
}

/** Whether the first row holds the names of the first table's columns, in any order. */
function startsWith(cells: Cells, names: readonly string[]): boolean {
  const first = Array.from({ length: cells.width(0) }, (_, column) => cells.cell(0, column));
  return names.filter((name) => first.includes(name)).length > names.length / 2;
}

type Cut = ReturnType<typeof cut>;

/** Reads a second table and matches its columns with those of the first: by name, or by position if there are no names. */
function aligned(main: Cut, other: Cut, file: string): Cut & { readonly places: readonly number[] } {
  const byName = main.header && other.header;
  const places = main.names.map((name, at) => (byName ? other.names.indexOf(name) : at));
  const lacking = places.findIndex((place) => place < 0 || place >= other.names.length);
  if (lacking < 0) return { ...other, places };
  throw new Problem('mismatch', {
    field: file,
    found: say(`there is no column "${main.names[lacking]}"`, `没有列“${main.names[lacking]}”`),
    allowed: say('the columns of the first table', '与第一个表格相同的列'),
  });
}

const noClasses = { classes: [], labels: new Int32Array(0) };

function checkShape(
  file: string,
  columns: number,
  rows: number,
  sampleRows: number | undefined,
  least: number,
): void {
  if (rows < least) {
    const counted = (count: number) =>
      say(`${count} ${count === 1 ? 'row' : 'rows'} of data`, `${count} 行数据`);
    throw new Problem('tooSmall', { field: file, found: counted(rows), allowed: counted(least) });
  }
  if (columns < 2) {
    const found = say('1 column', '1 列');
    const allowed = say(
      '2 columns, one of them to be learned; perhaps the separator is another',
      '2 列，其中一列为目标；也许分隔符不对',
    );
    throw new Problem('tooSmall', { field: file, found, allowed });
  }
  if (sampleRows === undefined && rows > importLimits.rows) {
    throw new Problem('tooLarge', {
      field: file,
      rows: importLimits.rows,
      found: say(`${rows} rows`, `${rows} 行`),
      allowed: coded(
        `${importLimits.rows} rows; draw some of them (sampleRows)`,
        say(`${importLimits.rows} rows; draw some of them`, `${importLimits.rows} 行；可抽取其中一部分`),
      ),
    });
  }
}

/** Combines given and guessed roles; a guessed role never contradicts a given one. */
function decideRoles(
  columns: readonly NamedColumn[],
  rows: number,
  options: TableOptions,
  file: string,
): { readonly roles: readonly Role[]; readonly target: number } {
  const given = columns.map(({ name }) => options.columns?.find((column) => column.name === name)?.role);
  const guessed = guessRoles(columns, rows);
  const roles = guessed.map((role, at): Role => (given[at] ? { role: given[at] } : role));
  const asked = options.target ?? columns[given.indexOf('target')]?.name;
  let target = columns.findIndex(({ name }) => name === asked);
  if (asked !== undefined && target < 0) throw noColumn(file, asked, columns);
  if (target < 0) target = guessTarget(columns, roles, rows, file);
  if (target < 0) target = lastTelling(columns);
  if (target < 0) {
    throw new Problem('mismatch', {
      field: file,
      found: say('in each column all values are the same', '每列的值都相同'),
      allowed: say('a column to learn', '可学习的一列'),
    });
  }
  for (let at = 0; at < roles.length; at++) {
    if (at === target) roles[at] = { role: 'target' };
    else if (roles[at]!.role === 'target') roles[at] = { role: 'input' };
  }
  ignoreCopies(columns, roles, given, target, rows);
  if (!roles.some(({ role }) => role === 'input')) giveInput(columns, roles, given, target);
  if (roles.some(({ role }) => role === 'input')) return { roles, target };
  throw new Problem('tooSmall', {
    field: file,
    found: say('no input column', '没有输入列'),
    allowed: say('1 input column: take one of those ignored', '1 个输入列：可启用被忽略的列'),
  });
}

const noColumn = (file: string, name: string, columns: readonly NamedColumn[]) =>
  new Problem('mismatch', {
    field: file,
    found: say(`there is no column "${name}"`, `没有列“${name}”`),
    allowed: columns
      .map((column) => column.name)
      .join(', ')
      .slice(0, 300),
  });

const lastTelling = (columns: readonly NamedColumn[]) => columns.findLastIndex(({ values }) => values > 1);

/** Ignores inputs that determine the class completely, as long as other inputs remain. */
function ignoreCopies(
  columns: readonly NamedColumn[],
  roles: Role[],
  given: readonly (string | undefined)[],
  target: number,
  rows: number,
): void {
  if (rows < 20 || !isOfClasses(columns[target]!, rows)) return;
  for (let at = 0; at < columns.length; at++) {
    if (given[at] || roles[at]!.role !== 'input') continue;
    if (roles.filter(({ role }) => role === 'input').length < 2) return;
    if (!tellsTarget(columns[at]!, columns[target]!)) continue;
    roles[at] = { role: 'ignored', reason: say('it tells the target outright', '与目标列一一对应') };
  }
}

/** In a table of two columns, an ignored only input is used again. */
function giveInput(
  columns: readonly NamedColumn[],
  roles: Role[],
  given: readonly (string | undefined)[],
  target: number,
): void {
  const at = columns.findIndex(({ values }, at) => at !== target && given[at] === undefined && values > 1);
  if (at >= 0) roles[at] = { role: 'input' };
}

function taskOf(
  column: NamedColumn,
  rows: number,
  asked: 'auto' | 'classification' | 'regression',
  file: string,
): 'classification' | 'regression' {
  if (asked === 'classification') return asked;
  if (asked === 'auto') return isOfClasses(column, rows) ? 'classification' : 'regression';
  if (column.kind === 'number' || column.kind === 'date') return asked;
  throw new Problem('mismatch', {
    field: file,
    found: say(`"${column.name}" holds words`, `“${column.name}”为文字`),
    allowed: say('a column of numbers for regression', '回归需要数值列'),
  });
}

/** Selects the rows that are used: those with a target, and with all inputs unless missing ones are filled in. */
function chooseRows(
  columns: readonly ReadColumn[],
  target: number,
  task: 'classification' | 'regression',
  options: TableOptions,
  line: (row: number) => number,
) {
  const lacks = (column: Column) => {
    const coded = column.kind === 'category' || column.kind === 'yes/no';
    return coded
      ? (row: number) => column.codes[row]! < 0
      : (row: number) => Number.isNaN(column.numbers[row]);
  };
  const count = Math.max(...columns.map(({ codes, numbers }) => Math.max(codes.length, numbers.length)));
  const outcome = columns[target]!;
  const noTarget =
    task === 'regression' ? (row: number) => Number.isNaN(outcome.numbers[row]) : lacks(outcome);
  const inputs = columns.filter(({ role }) => role === 'input').map(lacks);
  const withTarget: number[] = [];
  const dropped: DroppedRow[] = [];
  for (let row = 0; row < count; row++) {
    if (noTarget(row)) dropped.push({ line: line(row), reason: reasons.noTarget });
    else withTarget.push(row);
  }
  const incomplete = new Set(withTarget.filter((row) => inputs.some((lacking) => lacking(row))));
  const asked = options.missing ?? 'auto';
  const few = incomplete.size <= fewIncomplete * withTarget.length;
  const missing = asked === 'auto' ? (few ? 'drop' : 'fill') : asked;
  let kept = withTarget;
  if (missing === 'drop') {
    kept = withTarget.filter((row) => !incomplete.has(row));
    for (const row of incomplete) dropped.push({ line: line(row), reason: reasons.missing });
  }
  const { sampleRows } = options;
  if (sampleRows !== undefined && kept.length > sampleRows) {
    const drawn = new Set(createRandom(0, 'data').permutation(kept.length).subarray(0, sampleRows));
    kept.forEach((row, i) => {
      if (!drawn.has(i)) dropped.push({ line: line(row), reason: reasons.sampled });
    });
    kept = kept.filter((_, i) => drawn.has(i));
  }
  return { kept: Int32Array.from(kept), dropped, missing, incomplete: incomplete.size } as const;
}

function checkLeft(file: string, kept: number, rows: number): void {
  if (kept >= 2) return;
  throw new Problem('tooSmall', {
    field: file,
    found: say(`${kept} of ${rows} rows without a missing value`, `${rows} 行中仅 ${kept} 行无缺失值`),
    allowed: say(
      '2 rows: have missing values filled in, or ignore a column',
      '2 行：可填补缺失值，或忽略某列',
    ),
  });
}

/** The classes of a column among the given rows: numbers in numeric order, words in character order. */
function classesOf(column: ReadColumn, kept: Int32Array) {
  const { codes, labels } = codesOf(column);
  const counts = new Int32Array(labels.length);
  for (const row of kept) counts[codes[row]!]!++;
  const numeric = labels.every((label) => label !== '' && Number.isFinite(Number(label)));
  const order = [...labels.keys()]
    .filter((code) => counts[code]! > 0)
    .sort((a, b) => (numeric ? Number(labels[a]) - Number(labels[b]) : labels[a]! < labels[b]! ? -1 : 1));
  const index = new Int32Array(labels.length);
  order.forEach((code, k) => {
    index[code] = k;
  });
  return {
    classes: order.map((code) => ({ name: labels[code]!, count: counts[code]! })),
    labels: Int32Array.from(kept, (row) => index[codes[row]!]!),
  };
}

/** The problem's value `column` is the target, and `numeric` is 1 if its values can be learned as numbers. */
function checkClasses(
  file: string,
  { name, kind }: NamedColumn,
  classes: readonly { readonly name: string }[],
): void {
  if (classes.length < 2) {
    throw new Problem('tooSmall', {
      field: file,
      found: say(
        `one class only in "${name}" ("${classes[0]?.name}")`,
        `“${name}”只有一个类别（“${classes[0]?.name}”）`,
      ),
      allowed: say('2 classes: choose another target', '2 个类别：请另选目标列'),
    });
  }
  if (classes.length > importLimits.classes) {
    throw new Problem('tooLarge', {
      field: file,
      column: name,
      numeric: kind === 'number' ? 1 : 0,
      found: say(`${classes.length} classes in "${name}"`, `“${name}”有 ${classes.length} 个类别`),
      allowed:
        kind === 'number'
          ? say(
              `${importLimits.classes} classes: choose another target, or learn its numbers (regression)`,
              `${importLimits.classes} 个类别：请另选目标列，或按数值学习（回归）`,
            )
          : say(
              `${importLimits.classes} classes: choose another target`,
              `${importLimits.classes} 个类别：请另选目标列`,
            ),
    });
  }
}

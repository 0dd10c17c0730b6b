import type { Text } from '../../base/entry';
import { say } from '../../base/problem';
import type { Cells } from './cells';
import { usualWidth } from './guessDialect';
import { columnNames, oneLine } from './header';

/** A row that is left out, with the reason. */
export interface DroppedRow {
  /** The line of the file in which it starts, counted from 1. */
  readonly line: number;
  readonly reason: Text;
}

/** The rows of the cells that belong to the table. */
export interface TableRows {
  readonly names: readonly string[];
  /** For each column, whether its name was generated. */
  readonly unnamed: readonly boolean[];
  /** The names of columns whose header is empty or that of another column. */
  readonly renamed: readonly string[];
  /** The rows that are read, as row numbers of the cells. */
  readonly body: Int32Array;
  readonly dropped: readonly DroppedRow[];
  /** Short rows, which are read as if empty cells followed. */
  readonly padded: number;
}

export const reasons = {
  empty: say('no cell has a value', '所有单元格为空'),
  headerAgain: say('it repeats the column names', '重复了列名'),
  noTarget: say('the target is missing', '目标值缺失'),
  missing: say('a value is missing', '有缺失值'),
  sampled: say('not among the rows that were drawn', '未被抽样选中'),
} as const;

/** Finds the columns and rows of the table. Every row is either read or left out with a reason. */
export function tableRows(cells: Cells, header: boolean): TableRows {
  const first = header
    ? Array.from({ length: cells.width(0) }, (_, column) => cells.cell(0, column))
    : undefined;
  while (first?.at(-1) === '' && first.length > usualWidth(cells)) first.pop();
  const width = Math.max(usualWidth(cells), first?.length ?? 0);
  const names = columnNames(first, width);
  const given = first && first.length === width - 1 ? ['', ...first] : first;
  const body: number[] = [];
  const dropped: DroppedRow[] = [];
  let padded = 0;
  for (let row = header ? 1 : 0; row < cells.rows; row++) {
    const reason = reasonAgainst(cells, row, width, first);
    if (reason) dropped.push({ line: cells.line(row), reason });
    else {
      body.push(row);
      if (cells.width(row) < width) padded++;
    }
  }
  return {
    names,
    unnamed: names.map((_, column) => !given?.[column]),
    renamed: given ? names.filter((name, column) => name !== oneLine(given[column] ?? '')) : [],
    body: Int32Array.from(body),
    dropped,
    padded,
  };
}

function reasonAgainst(
  cells: Cells,
  row: number,
  width: number,
  header: readonly string[] | undefined,
): Text | undefined {
  const found = cells.width(row);
  const empty = (from: number) => {
    for (let column = from; column < found; column++) if (cells.cell(row, column) !== '') return false;
    return true;
  };
  if (empty(0)) return reasons.empty;
  if (header && found === header.length && header.every((name, column) => cells.cell(row, column) === name)) {
    return reasons.headerAgain;
  }
  const fits = found >= width ? empty(width) : found >= 2 && found >= width / 2;
  return fits
    ? undefined
    : say(
        `it has ${found} ${found === 1 ? 'cell' : 'cells'}, not ${width}`,
        `有 ${found} 个单元格，而非 ${width} 个`,
      );
}

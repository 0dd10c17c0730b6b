/** The signs that mark a missing value in a cell. */
const signs: ReadonlySet<string> = new Set([
  ...['', 'NA', 'N/A', 'n/a', '#N/A', '#NA', '<NA>', 'NaN', 'nan', 'NAN', '-nan'],
  ...['null', 'NULL', 'Null', '\\N', '?', '-', '--', '.', '缺失', '缺失值'],
]);

/** Whether a trimmed cell marks a missing value. */
export const isMissing = (cell: string): boolean => cell.length <= 5 && signs.has(cell);

/** Signs that can also be values: the classes + and −. */
export const perhapsValues: ReadonlySet<string> = new Set(['-', '.']);

/** What stands in a cell that holds no value. */
const signs: ReadonlySet<string> = new Set([
  ...['', 'NA', 'N/A', 'n/a', '#N/A', '#NA', '<NA>', 'NaN', 'nan', 'NAN', '-nan'],
  ...['null', 'NULL', 'Null', '\\N', '?', '-', '--', '.', '缺失', '缺失值'],
]);

/** Whether a cell, trimmed, is a sign of a missing value. */
export const isMissing = (cell: string): boolean => cell.length <= 5 && signs.has(cell);

/** Signs that are sometimes values: the classes + and −. */
export const perhapsValues: ReadonlySet<string> = new Set(['-', '.']);

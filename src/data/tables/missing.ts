/** The signs that mark a missing value in a cell. */
const signs: ReadonlySet<string> = new Set([
  ...['', 'NA', 'N/A', 'n/a', '#N/A', '#NA', '<NA>', 'NaN', 'nan', 'NAN', '-nan'],
  ...['null', 'NULL', 'Null', '\\N', '?', '-', '--', '.', '缺失', '缺失值'],
]);

/** Whether a trimmed cell marks a missing value. */
export const isMissing = (cell: string): boolean =>
  // Most cells start with a digit, which none of the signs does.
  cell.length <= 5 && !isDigit(cell.charCodeAt(0)) && signs.has(cell);

const isDigit = (code: number) => code >= 48 && code <= 57;

/** Signs that can also be values: the classes + and −. */
export const perhapsValues: ReadonlySet<string> = new Set(['-', '.']);

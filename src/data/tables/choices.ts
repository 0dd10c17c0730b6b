/** The words that stand for choices about a table; small, as the experiment's schema is made of them. */

/** How bytes stand for characters; by the names of `TextDecoder`. */
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
/** A blank stands for runs of spaces and tabs. */
const separators = [',', ';', '\t', '|', ' '] as const;
const decimals = ['.', ','] as const;
/** Empty: no cell is quoted. */
const quotes = ['"', "'", ''] as const;
/** What lines that are no rows start with; empty: none do. */
const comments = ['', '#', '%', '//'] as const;

export const tableWords = { encodings, separators, decimals, quotes, comments } as const;
export type Encoding = (typeof encodings)[number];
export type Separator = (typeof separators)[number];
export type Decimal = (typeof decimals)[number];
export type Quote = (typeof quotes)[number];
export type Comment = (typeof comments)[number];

export const columnKinds = ['number', 'category', 'yes/no', 'date'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** `test`: the column says which rows are for testing. */
export const columnRoles = ['input', 'target', 'ignored', 'test'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/**
 * What is done about missing inputs. `drop`: rows with one are left out; `fill`: the median, or the most frequent category, of
 * the training rows; `category`: a category of their own (numbers are filled in); `auto`: drop where that costs few rows.
 */
export const missingHandlings = ['auto', 'drop', 'fill', 'category'] as const;
export type MissingHandling = (typeof missingHandlings)[number];

/** The names of the choices about a table. This file is small, because the experiment's schema is built from it. */

/** Text encodings, by the names of `TextDecoder`. */
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
/** A blank means a run of spaces and tabs. */
const separators = [',', ';', '\t', '|', ' '] as const;
const decimals = ['.', ','] as const;
/** Empty: no cell is quoted. */
const quotes = ['"', "'", ''] as const;
/** The sign at the start of comment lines; empty: there are no comments. */
const comments = ['', '#', '%', '//'] as const;

export const tableWords = { encodings, separators, decimals, quotes, comments } as const;
export type Encoding = (typeof encodings)[number];
export type Separator = (typeof separators)[number];
export type Decimal = (typeof decimals)[number];
export type Quote = (typeof quotes)[number];
export type Comment = (typeof comments)[number];

export const columnKinds = ['number', 'category', 'yes/no', 'date'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** `test`: the column marks the rows for testing. */
export const columnRoles = ['input', 'target', 'ignored', 'test'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/**
 * The treatment of missing inputs. `drop`: leave the row out; `fill`: use the median or the most frequent category of the
 * training rows; `category`: use a separate category (numbers are filled in); `auto`: drop if that costs few rows.
 */
export const missingHandlings = ['auto', 'drop', 'fill', 'category'] as const;
export type MissingHandling = (typeof missingHandlings)[number];

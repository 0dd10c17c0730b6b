import type { Text } from '../../base/entry';
import { say } from '../../base/problem';

/**
 * The choices about a table, and their names in errors and in the import dialog. This file is small, because the experiment's
 * schema is built from it.
 */

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

export const separatorTitles: Readonly<Record<Separator, Text>> = {
  ',': say('comma', '逗号'),
  ';': say('semicolon', '分号'),
  '\t': say('tab', '制表符'),
  '|': say('pipe |', '竖线 |'),
  ' ': say('spaces', '连续空格'),
};
/** No sign at all, which a file writes as an empty text. */
export const noSign = say('none', '无');

export const columnKinds = ['number', 'category', 'yes/no', 'date'] as const;
export type ColumnKind = (typeof columnKinds)[number];
export const kindTitles: Readonly<Record<ColumnKind, Text>> = {
  number: say('number', '数值'),
  category: say('category', '类别'),
  'yes/no': say('yes/no', '是/否'),
  date: say('date', '日期'),
};

/** `test`: the column marks the rows for testing. */
export const columnRoles = ['input', 'target', 'ignored', 'test'] as const;
export type ColumnRole = (typeof columnRoles)[number];
export const roleTitles: Readonly<Record<ColumnRole, Text>> = {
  input: say('input', '输入'),
  target: say('target', '目标'),
  ignored: say('ignored', '忽略'),
  test: say('marks test rows', '标记测试行'),
};

/** `auto`: by the kind of the target column. */
export const tasks = ['auto', 'classification', 'regression'] as const;
type Task = (typeof tasks)[number];
export const taskTitles: Readonly<Record<Task, Text>> = {
  auto: say('automatic', '自动'),
  classification: say('classification', '分类'),
  regression: say('regression', '回归'),
};

/**
 * The treatment of missing inputs. `drop`: leave the row out; `fill`: use the median or the most frequent category of the
 * training rows; `category`: use a separate category (numbers are filled in); `auto`: drop if that costs few rows.
 */
export const missingHandlings = ['auto', 'drop', 'fill', 'category'] as const;
export type MissingHandling = (typeof missingHandlings)[number];
export const handlingTitles: Readonly<Record<MissingHandling, Text>> = {
  auto: say('automatic', '自动'),
  drop: say('drop these rows', '删除这些行'),
  fill: say('fill in median or mode', '用中位数或众数填补'),
  category: say('a category of their own', '单独作为一类'),
};

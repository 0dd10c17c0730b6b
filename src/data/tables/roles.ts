import type { Text } from '../../base/entry';
import { say } from '../../base/problem';
import type { ColumnRole } from './choices';
import { asCategories, type Column, type ColumnNumbers } from './column';

/** A column with its name and role. */
export interface NamedColumn extends Column {
  readonly name: string;
  /** Whether the name was generated because the table has none. */
  readonly unnamed: boolean;
}

export interface Role {
  readonly role: ColumnRole;
  /** The reason for a guessed role that is not obvious. */
  readonly reason?: Text;
}

/** The largest number of categories for an input: each category becomes one input column. */
export const mostCategories = 100;

/** Guesses the roles of all columns except the target: inputs, or ignored with a reason if they carry no information. */
export function guessRoles(columns: readonly NamedColumn[], rows: number): Role[] {
  const roles = columns.map((column, at): Role => {
    const reason = reasonToIgnore(column, at, rows);
    if (reason) return { role: 'ignored', reason };
    return marksTests(column)
      ? { role: 'test', reason: say('says which rows are for testing', '标明哪些行用于测试') }
      : { role: 'input' };
  });
  // If almost nothing is left, the available columns are used: one input and one target are needed.
  for (let at = 0; at < roles.length && roles.filter(({ role }) => role === 'input').length < 2; at++) {
    const { kind, values } = columns[at]!;
    if (roles[at]!.role === 'ignored' && values > 1 && kind !== 'category') roles[at] = { role: 'input' };
  }
  return roles;
}

function reasonToIgnore(column: NamedColumn, at: number, rows: number): Text | undefined {
  const { kind, values, missing, unreadable } = column;
  const present = rows - missing - unreadable.length;
  if (present === 0) return say('every cell is empty', '单元格全为空');
  if (values === 1) return say('the same value in every row', '每行的值都相同');
  if (kind === 'number') return identifyingNumbers(column, at, present);
  if (kind !== 'category') return undefined;
  const names = say(
    `identifier: ${values} different values in ${present} rows`,
    `标识：${present} 行中有 ${values} 个不同值`,
  );
  if (present >= 5 && values === present) return names;
  if (values > 20 && values > present / 2) return names;
  if (isIdName(column.name) && values > present / 2 && present >= 5) return names;
  if (values <= mostCategories) return undefined;
  return say(
    `${values} categories, more than ${mostCategories}`,
    `有 ${values} 个类别，超过 ${mostCategories} 个`,
  );
}

/** Whether the numbers only count or identify the rows. */
function identifyingNumbers(column: NamedColumn, at: number, present: number): Text | undefined {
  const { name, numbers, values, unnamed } = column;
  if (present < 5 || isTimeName(name)) return undefined;
  if (!numbers.every((value) => Number.isNaN(value) || Number.isInteger(value))) return undefined;
  const [steps, rising] = stepsOf(numbers);
  const first = numbers.find((value) => !Number.isNaN(value))!;
  const counts = rising && steps.size === 1 && steps.has(1) && (first === 0 || first === 1);
  const counting = say('identifier: it only counts the rows', '标识：仅为行的编号');
  if (counts) return counting;
  const unique = values === present;
  if (rising && unique && (isIdName(name) || (at === 0 && unnamed))) return counting;
  const named = say(
    `identifier: ${values} different whole numbers in ${present} rows`,
    `标识：${present} 行中有 ${values} 个不同整数`,
  );
  if (isIdName(name) && (rising || values > 0.9 * present)) return named;
  const long = at === 0 && unnamed && values > 0.9 * present && Math.abs(first) >= 10_000;
  return long ? named : undefined;
}

/** The different steps from row to row, and whether no step is negative. */
function stepsOf(numbers: ColumnNumbers): readonly [steps: ReadonlySet<number>, rising: boolean] {
  const steps = new Set<number>();
  let before = Number.NaN;
  for (const value of numbers) {
    if (Number.isNaN(value)) continue;
    const step = value - before;
    if (step < 0) return [steps, false];
    if (!Number.isNaN(step) && steps.size < 3) steps.add(step);
    before = value;
  }
  return [steps, true];
}

const isIdName = (name: string) =>
  /^(?:.*[\s_.-])?(?:id|ids|uid|uuid|guid|idx|index|no|nr|key|code|row|rows|rownames?|rownum|unnamed.*|serial|number|#)$/i.test(
    name,
  ) || /^(?:[a-z]+Id|[a-z]+ID|.*(?:编号|序号|学号|工号|代码|流水号))$/.test(name);

const isTimeName = (name: string) =>
  /^(?:x|t|time|year|yr|date|day|days|week|month|hour|minute|step|epoch|age|年份?|月份?|日期|时间|年龄)$/i.test(
    name,
  );

/** Words that mark a row as training or test. */
const parts = {
  train: ['train', 'training', '训练', '训练集', 'learn'],
  test: ['test', 'testing', 'val', 'valid', 'validation', 'holdout', '测试', '测试集', '验证', '验证集'],
};

/** Whether every cell of a column marks its row as training or test. */
function marksTests({ kind, labels, name }: NamedColumn): boolean {
  if (kind !== 'category' || labels.length < 2 || labels.length > 3) return false;
  const words = labels.map((label) => label.toLowerCase());
  const known = words.every((word) => parts.train.includes(word) || parts.test.includes(word));
  return known && words.some((word) => parts.train.includes(word)) && name !== '';
}

/** 1 for each row that a column marks as test: by its word, by yes, or by 1. */
export function testRows(column: Column): Uint8Array {
  if (column.kind !== 'category') return Uint8Array.from(column.numbers, (value) => (value > 0 ? 1 : 0));
  const testing = column.labels.map((label) => parts.test.includes(label.toLowerCase()));
  return Uint8Array.from(column.codes, (code) => (testing[code] ? 1 : 0));
}

/** The values of a column as class codes, for any kind of column. */
export const codesOf = (column: Column): Pick<Column, 'codes' | 'labels'> =>
  column.kind === 'category' || column.kind === 'yes/no' ? column : asCategories(column);

/** Inputs that correspond one to one to the classes of the target. With such an input there is nothing to learn. */
export function tellsTarget(column: Column, target: Column): boolean {
  if (column.values !== target.values || column.missing > 0) return false;
  const [mine, theirs] = [codesOf(column).codes, codesOf(target).codes];
  const met = new Map<number, number>();
  for (let row = 0; row < mine.length; row++) {
    if (theirs[row]! < 0) continue;
    const known = met.get(mine[row]!);
    if (known === undefined) met.set(mine[row]!, theirs[row]!);
    else if (known !== theirs[row]) return false;
  }
  return new Set(met.values()).size === met.size;
}

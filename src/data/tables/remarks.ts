import type { Text } from '../../base/entry';
import { say } from '../../base/problem';
import { isMissing } from './missing';
import type { ReadColumn, TableReading } from './readTable';

/** The largest number of names in a sentence. */
const mostNamed = 6;

const listed = (names: readonly string[]) => {
  const shown = names.slice(0, mostNamed).map((name) => name.slice(0, 40));
  const more = names.length > mostNamed;
  return { en: shown.join(', ') + (more ? ' …' : ''), zh: shown.join('、') + (more ? '……' : '') };
};

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/**
 * What was done to the cells and headers of a table while it was read, one sentence each: names made up, blanks removed,
 * spellings taken for one another, signs left out, lines skipped, short rows filled up.
 */
export function remarksOf(reading: TableReading): Text[] {
  const { columns, comments, padded, renamed, header } = reading;
  const remarks: Text[] = [];
  if (header && renamed.length > 0) {
    const { en, zh } = listed(renamed);
    remarks.push(
      say(
        `Columns whose header is empty or that of another column got a name: ${en}.`,
        `列名为空或与其他列重复的列已另行命名：${zh}。`,
      ),
    );
  }
  const used = columns
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => column.role !== 'ignored');
  const merged = used.filter(({ column, at }) => mergesNumbers(column, at, reading));
  if (merged.length > 0) {
    const { en, zh } = listed(merged.map(({ column }) => column.name));
    remarks.push(
      say(
        `Numbers written differently, such as 0 and 0.0, count as the same class or category: ${en}.`,
        `写法不同的同一数值（如 0 与 0.0）视为同一类别：${zh}。`,
      ),
    );
  }
  for (const { column, at } of used) {
    if (column.kind !== 'category' && column.kind !== 'yes/no') continue;
    const count = countRows(reading, (row) => column.codes[row]! >= 0 && reading.trimmed(row, at));
    if (count === 0) continue;
    remarks.push(
      say(
        `“${column.name}”: blanks around the words of ${counted(count, 'cell')} were removed.`,
        `“${column.name}”：已去掉 ${count} 个单元格首尾的空白。`,
      ),
    );
  }
  for (const { column } of used) {
    if (!column.dressed) continue;
    const [en, zh] = signs[column.dressed];
    remarks.push(
      say(`“${column.name}” is read without its ${en}.`, `“${column.name}”按去掉${zh}后的数值读取。`),
    );
  }
  if (comments > 0)
    remarks.push(say(`Skipped: ${counted(comments, 'comment line')}.`, `已跳过 ${comments} 行注释。`));
  if (padded > 0) {
    remarks.push(
      say(
        `Too short: ${counted(padded, 'row')}; the cells that lack count as missing values.`,
        `${padded} 行单元格不足，缺少的按缺失值处理。`,
      ),
    );
  }
  return remarks;
}

const signs = {
  percent: ['percent signs', '百分号'],
  currency: ['currency signs', '货币符号'],
  thousands: ['thousands separators', '千位分隔符'],
} as const;

function countRows({ count }: TableReading, is: (row: number) => boolean): number {
  let found = 0;
  for (let row = 0; row < count; row++) if (is(row)) found++;
  return found;
}

/** Whether cells that are written differently are one class, or one category of an input. */
function mergesNumbers(
  { kind, role, merged, numbers }: ReadColumn,
  at: number,
  reading: TableReading,
): boolean {
  if (kind !== 'number') return merged;
  if (role !== 'target' || reading.task === 'regression') return false;
  const spelled = new Map<number, string>();
  for (let row = 0; row < reading.count; row++) {
    const cell = reading.cell(row, at);
    const value = numbers[row]!;
    if (Number.isNaN(value) || isMissing(cell)) continue;
    const known = spelled.get(value);
    if (known === undefined) spelled.set(value, cell);
    else if (known !== cell) return true;
  }
  return false;
}

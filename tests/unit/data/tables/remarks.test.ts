import { expect, test } from 'vitest';
import { readTable } from '../../../../src/data/tables/readTable';
import { remarksOf } from '../../../../src/data/tables/remarks';
import type { TableOptions } from '../../../../src/data/tables/tableOptions';

const remarks = (text: string, options: TableOptions = {}) => remarksOf(readTable(text, options, 'a.csv'));
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const noise = (i: number) => ((i * 7919) % 97) / 9.7;

test.each<[string, string, TableOptions, string, string]>([
  [
    'names made up',
    `a,,a,class\n${lines(9, (i) => `${noise(i)},${noise(i + 1)},${noise(i + 2)},${i % 2}`)}`,
    {},
    'Columns whose header is empty or that of another column got a name: x2, a 2.',
    '列名为空或与其他列重复的列已另行命名：x2、a 2。',
  ],
  [
    'numbers written differently, as classes',
    `a,class\n${lines(20, (i) => `${noise(i)},${['0', '0.0', '1'][i % 3]}`)}`,
    {},
    'Numbers written differently, such as 0 and 0.0, count as the same class or category: class.',
    '写法不同的同一数值（如 0 与 0.0）视为同一类别：class。',
  ],
  [
    'and as categories of an input',
    `a,b,class\n${lines(20, (i) => `${['2', '2.0', 'x'][i % 3]},${noise(i)},${i % 2}`)}`,
    { columns: [{ name: 'a', kind: 'category' }] },
    'Numbers written differently, such as 0 and 0.0, count as the same class or category: a.',
    '写法不同的同一数值（如 0 与 0.0）视为同一类别：a。',
  ],
  [
    'padded labels, outside and inside of quotes',
    `a,class\n${lines(20, (i) => `${noise(i)},${['red', ' red', '" blue "', 'blue'][i % 4]}`)}`,
    {},
    '“class”: blanks around the words of 10 cells were removed.',
    '“class”：已去掉 10 个单元格首尾的空白。',
  ],
  [
    'signs of numbers',
    `a,b,class\n${lines(20, (i) => `${i + 5}%,${noise(i)},${i % 2}`)}`,
    {},
    '“a” is read without its percent signs.',
    '“a”按去掉百分号后的数值读取。',
  ],
  [
    'comments',
    `# one\na,class\n${lines(20, (i) => `${noise(i)},${i % 2}`)}\n# two`,
    {},
    'Skipped: 2 comment lines.',
    '已跳过 2 行注释。',
  ],
  [
    'short rows',
    `a,b,class\n${lines(20, (i) => `${noise(i)},${noise(i + 1)},${i % 2}`)}\n1,2`,
    {},
    'Too short: 1 row; the cells that lack count as missing values.',
    '1 行单元格不足，缺少的按缺失值处理。',
  ],
])('it is said: %s', (_, text, options, en, chinese) => {
  expect(remarks(text, options)).toEqual([{ en, 'zh-CN': chinese }]);
});

test('nothing is said of a plain table, nor of blanks between numbers', () => {
  expect(remarks(`a, b, class\n${lines(20, (i) => `${noise(i)}, ${noise(i + 1)},${i % 2}`)}`)).toEqual([]);
});

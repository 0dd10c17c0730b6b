import { describe, expect, test } from 'vitest';
import { readTable } from '../../../../src/data/tables/readTable';
import type { TableOptions } from '../../../../src/data/tables/tableOptions';
import { problemOf } from '../../schema/experiments';

const read = (text: string, options: TableOptions = {}, file = 'a.csv') => readTable(text, options, file);
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const roles = (text: string, options?: TableOptions) =>
  Object.fromEntries(read(text, options).columns.map(({ name, role }) => [name, role]));
const targetOf = (text: string, file?: string) => {
  const { columns, target, task } = read(text, {}, file);
  return [columns[target]!.name, task];
};
const noise = (i: number) => ((i * 7919) % 97) / 9.7;

describe('roles', () => {
  test('what counts or names the rows, says nothing or says the target outright is ignored, with the reason', () => {
    const text = `,ID,name,one,score,grade,passed\n${lines(
      40,
      (i) =>
        `${i},${1000 + 3 * i},Pupil ${i},7,${noise(i)},${i % 3 ? 'good' : 'bad'},${i % 3 ? 'yes' : 'no'}`,
    )}`;
    const { columns, target } = read(text, { target: 'grade' });
    expect(columns[target]!.name).toBe('grade');
    expect(
      Object.fromEntries(columns.map(({ name, role, reason }) => [name, [role, reason !== undefined]])),
    ).toEqual({
      x1: ['ignored', true],
      ID: ['ignored', true],
      name: ['ignored', true],
      one: ['ignored', true],
      score: ['input', false],
      grade: ['target', false],
      passed: ['ignored', true],
    });
  });

  test('years that rise are no identifiers, nor is the only input of a table', () => {
    expect(roles(`year,people\n${lines(20, (i) => `${1950 + i},${noise(i)}`)}`)).toMatchObject({
      year: 'input',
    });
    expect(roles(`n,people\n${lines(20, (i) => `${i},${noise(i)}`)}`)).toMatchObject({ n: 'input' });
  });

  test('a column that marks rows for testing is seen', () => {
    const text = `x,set,class\n${lines(30, (i) => `${noise(i)},${i % 5 ? 'train' : 'test'},${i % 2 ? 'a' : 'b'}`)}`;
    expect(roles(text)).toMatchObject({ set: 'test', class: 'target' });
  });

  test('what is said goes before what is guessed', () => {
    const text = `a,b,c\n${lines(30, (i) => `${noise(i)},${noise(i + 5)},${i % 2 ? 'u' : 'v'}`)}`;
    expect(roles(text, { columns: [{ name: 'a', role: 'ignored' }], target: 'b' })).toEqual({
      a: 'ignored',
      b: 'target',
      c: 'input',
    });
    const [sentence] = [problemOf(() => read(text, { target: 'd' })).message];
    expect(sentence).toBe('a.csv: there is no column "d"; use a, b, c.');
  });
});

describe('the target is guessed', () => {
  test.each<[string, string, string, string | undefined]>([
    [
      'words last',
      'kind',
      `a,b,kind\n${lines(30, (i) => `${noise(i)},${noise(i + 1)},${i % 2 ? 'u' : 'v'}`)}`,
      undefined,
    ],
    [
      'words first',
      'kind',
      `kind,a,b\n${lines(30, (i) => `${i % 2 ? 'u' : 'v'},${noise(i)},${noise(i + 1)}`)}`,
      undefined,
    ],
    [
      'few numbers last',
      'c',
      `a,b,c\n${lines(30, (i) => `${noise(i)},${noise(i + 1)},${i % 3}`)}`,
      undefined,
    ],
    [
      'its name',
      'class',
      `class,a,b\n${lines(30, (i) => `${i % 2},${noise(i)},${i % 3 ? 'y' : 'n'}`)}`,
      undefined,
    ],
    [
      'the name of the file',
      'tip',
      `bill,tip,size\n${lines(60, (i) => `${noise(i)},${noise(i + 3)},${1 + (i % 4)}`)}`,
      'tips.csv',
    ],
  ])('by %s', (_, expected, text, file) => {
    expect(targetOf(text, file)[0]).toBe(expected);
  });

  test('words and a few whole numbers are classes, other numbers a regression, and either can be asked for', () => {
    const text = (last: (i: number) => string | number) =>
      `a,b\n${lines(60, (i) => `${noise(i)},${last(i)}`)}`;
    expect(targetOf(text((i) => i % 4))[1]).toBe('classification');
    expect(targetOf(text((i) => noise(i + 1)))[1]).toBe('regression');
    expect(targetOf(text((i) => 1000 * (i % 15)))[1]).toBe('regression');
    expect(
      read(
        text((i) => i % 4),
        { task: 'regression' },
      ).task,
    ).toBe('regression');
    expect(
      read(
        text((i) => noise(i % 9)),
        { task: 'classification', target: 'b' },
      ).classes,
    ).toHaveLength(9);
    expect(
      problemOf(() =>
        read(
          text((i) => `w${i % 2}`),
          { task: 'regression' },
        ),
      ).message,
    ).toContain('holds words');
  });
});

describe('every row is accounted for', () => {
  const told = ({ rows, kept, dropped }: ReturnType<typeof read>) => ({
    rows,
    read: kept.length,
    dropped: dropped.map(({ line, reason }) => `${line}: ${reason.en}`),
  });

  test('rows that do not fit, repeat the header, are empty or lack the target, each with its line', () => {
    const text = `a,b,class\n1,2,x\n1,2,x,9,9\n,,\na,b,class\n3,4,\n5,6,y\nnote\n${lines(8, (i) => `${i},2,y`)}\n`;
    expect(told(read(text))).toEqual({
      rows: 15,
      read: 10,
      dropped: [
        '3: it has 5 cells, not 3',
        '4: no cell has a value',
        '5: it repeats the column names',
        '6: the target is missing',
        '8: it has 1 cell, not 3',
      ],
    });
  });

  test('missing inputs: few rows are left out, many are filled in, and both can be asked for', () => {
    const text = (every: number) =>
      `a,b,class\n${lines(60, (i) => `${i % every === 1 ? '?' : noise(i)},${noise(i + 1)},${i % 2 ? 'x' : 'y'}`)}`;
    expect(read(text(20))).toMatchObject({ missing: 'drop', incomplete: 3 });
    expect(read(text(20)).kept).toHaveLength(57);
    expect(read(text(3))).toMatchObject({ missing: 'fill', incomplete: 20 });
    expect(read(text(3)).kept).toHaveLength(60);
    expect(read(text(3), { missing: 'drop' }).kept).toHaveLength(40);
  });

  test('a table without a header keeps every row and gets names', () => {
    const { rows, columns, kept } = read(lines(10, (i) => `${noise(i)},${i % 2 ? 'x' : 'y'}`));
    expect([rows, kept.length, columns.map(({ name }) => name)]).toEqual([10, 10, ['x1', 'x2']]);
  });

  test('empty and repeated names become names of their own', () => {
    const { columns } = read(
      `a,,a,class\n${lines(9, (i) => `${noise(i)},${noise(i + 1)},${noise(i + 2)},${i % 2}`)}`,
    );
    expect(columns.map(({ name }) => name)).toEqual(['a', 'x2', 'a 2', 'class']);
  });

  test('rows drawn from a large table are the same each time, the others are told', () => {
    const text = `a,class\n${lines(100, (i) => `${noise(i)},${i % 2 ? 'x' : 'y'}`)}`;
    const [one, two] = [read(text, { sampleRows: 30 }), read(text, { sampleRows: 30 })];
    expect([...one.kept]).toEqual([...two.kept]);
    expect([one.kept.length, one.dropped.length]).toEqual([30, 70]);
  });

  test('a second file brings the rows for testing, its columns by name', () => {
    const text = `a,class\n${lines(20, (i) => `${noise(i)},${i % 2 ? 'x' : 'y'}`)}`;
    const test = { file: 'b.csv', text: 'class,a\nx,1\ny,2\n' };
    const both = readTable(text, {}, 'a.csv', test);
    expect([both.rows, both.firstTest, both.kept.length]).toEqual([22, 20, 22]);
    expect(both.columns[0]!.numbers[21]).toBe(2);
    const other = { file: 'c.csv', text: 'class,b\nx,1\ny,2\n' };
    expect(problemOf(() => readTable(text, {}, 'a.csv', other)).message).toBe(
      'c.csv: there is no column "a"; use the columns of the first table.',
    );
  });
});

test('a second file may be of one row, and is read like the first, whatever it would be taken for alone', () => {
  const main = `shape;size;class\n${lines(30, (i) => `${['round', 'flat'][i % 2]};${i % 7},5;${i % 3 ? 'a' : 'b'}`)}`;
  const one = readTable(main, {}, 'a.csv', { file: 'b.csv', text: 'class;shape;size\nb;flat;2,5\n' });
  expect([one.rows, one.firstTest, one.columns[1]!.numbers[30]]).toEqual([31, 30, 2.5]);
  const words = `shape,class\n${lines(30, (i) => `${['round', 'flat'][i % 2]},${i % 3 ? 'a' : 'b'}`)}`;
  const two = readTable(words, { target: 'class' }, 'a.csv', {
    file: 'b.csv',
    text: 'class,shape\na,flat\nb,round\n',
  });
  expect([two.rows, two.columns.map(({ values }) => values)]).toEqual([32, [2, 2]]);
  expect(
    problemOf(() => readTable(words, {}, 'a.csv', { file: 'b.csv', text: 'class,shape\n' })).message,
  ).toBe('b.csv: found 0 rows of data; use at least 1 row of data.');
});

test.each<[string, string]>([
  ['a,b\n', 'a.csv: found 1 row of data; use at least 2 rows of data.'],
  [
    'a\n1\n2\n3\n',
    'a.csv: found 1 column; use at least 2 columns, one of them to be learned; perhaps the separator is another.',
  ],
  [
    `a,b\n${lines(100_001, (i) => `${i % 7},${i % 2}`)}`,
    'a.csv: found 100001 rows; use at most 100000 rows; draw some of them (sampleRows).',
  ],
])('limits are told with what was found and what to do: %#', (text, sentence) => {
  expect(problemOf(() => read(text)).message).toBe(sentence);
});

test('more than 100 classes are refused where they are asked for', () => {
  const text = `a,b\n${lines(400, (i) => `${noise(i)},${i % 150}`)}`;
  const problem = problemOf(() => read(text, { task: 'classification', target: 'b' }));
  expect(problem.message).toContain('150 classes in "b"');
  // What the import dialog offers: another target, or these numbers as they are.
  expect(problem.values).toMatchObject({ column: 'b', numeric: 1 });
  expect(problem.message).toContain('use at most 100 classes: choose another target, or learn its numbers');
  expect(read(text, { task: 'regression', target: 'b' }).task).toBe('regression');
  const words = text.replaceAll(/,(\d+)$/gm, ',w$1');
  expect(problemOf(() => read(words, { target: 'b' })).message).toMatch(
    /at most 100 classes: choose another target\.$/,
  );
});

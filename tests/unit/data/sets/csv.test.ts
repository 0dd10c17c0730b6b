import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../../src/base/problem';
import { buildDataset, type Split } from '../../../../src/data/build';
import { problemOf } from '../../schema/experiments';
import { specOf } from '../datasets';

describe('csv', () => {
  const built = (fields: Readonly<Record<string, unknown>>) =>
    buildDataset(specOf('csv', { testFraction: 0, ...fields }));
  const told = (text: string | undefined, fields: Readonly<Record<string, unknown>> = {}) =>
    problemOf(() => built({ text, ...fields }));

  test('takes the last column unless another is named', () => {
    const text = 'a,b,c\n1,2,u\n3,4,v\n';
    expect(built({ text }).featureNames).toEqual(['a', 'b']);
    const byA = built({ text: text.replace('u', '5').replace('v', '6'), target: 'a' });
    expect(byA.featureNames).toEqual(['b', 'c']);
    expect(byA.outcomeNames).toEqual(['1', '3']);
  });

  test('reads commas, semicolons, tabs, quotes, a byte order mark and blank rows', () => {
    for (const text of [
      'a,b\n1,x\n2,y\n',
      'a;b\r\n1;x\r\n2;y',
      'a\tb\n1\tx\n\n2\ty\n\n',
      '\uFEFF"a","b"\n"1","x"\n2,y',
    ]) {
      const { train, outcomeNames } = built({ text, standardize: false });
      expect([...train.inputs]).toEqual([1, 2]);
      expect(outcomeNames).toEqual(['x', 'y']);
    }
  });

  test('takes a few whole numbers for classes in their order, and other numbers for targets', () => {
    expect(built({ text: 'a,b\n1,10\n2,9\n3,10\n' }).outcomeNames).toEqual(['9', '10']);
    const spec = specOf('csv', { text: 'a,b\n1,10\n2,9\n', task: 'regression', testFraction: 0 });
    const numbers = buildDataset({ ...spec, training: { ...spec.training, loss: 'meanSquaredError' } });
    expect(numbers.task).toBe('regression');
    expect([...numbers.train.targets]).toEqual([10, 9]);
    expect(numbers.outcomeNames).toEqual(['b']);
  });

  test('is standardized by its training part', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i * i},7,${i % 2}`).join('\n');
    const { train, test } = built({ text: `a,same,c\n${rows}\n`, testFraction: 0.5 });
    const column = (part: Split, j: number) =>
      Array.from({ length: part.count }, (_, i) => part.inputs[2 * i + j]!);
    const mean = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
    expect(mean(column(train, 0))).toBeCloseTo(0, 12);
    expect(mean(column(train, 0).map((x) => x * x))).toBeCloseTo(1, 12);
    expect(mean(column(test, 0))).not.toBeCloseTo(0, 3);
    expect(column(train, 1).every((x) => x === 0)).toBe(true);
  });

  test.each([1e-200, 1e300])('numbers of the size %s are standardized too', (size) => {
    const { inputs } = built({ text: `a,c\n${size},0\n${2 * size},1\n${3 * size},0\n` }).train;
    expect(inputs[0]).toBeCloseTo(-Math.sqrt(1.5), 9);
    expect(inputs[2]).toBeCloseTo(Math.sqrt(1.5), 9);
  });

  test.each([
    [
      undefined,
      'data.text: missing; use the content of data.csv.',
      'data.text：缺失；请填写：data.csv 的内容。',
    ],
    [
      '',
      'data.text: found 0 rows of data; use at least a header and 2 rows.',
      'data.text：实际为 0 行数据；请改为至少 一行列名和 2 行数据。',
    ],
    [
      'a,b\n1,x\n,y\n',
      'data.text: row 3, column "a": found ""; use a number.',
      'data.text：第 3 行，列“a”：实际为“”；请改为：数。',
    ],
    [
      'a,b\n1,x\n\ntwo,y\n',
      'data.text: row 4, column "a": found "two"; use a number.',
      'data.text：第 4 行，列“a”：实际为“two”；请改为：数。',
    ],
    [
      'a,b\n1,x\n2,\n',
      'data.text: row 3, column "b": found ""; use a class or a number.',
      'data.text：第 3 行，列“b”：实际为“”；请改为：类别或数。',
    ],
    [
      'a,b\n1,x\n2,x\n',
      'data.text: found one class only ("x"); use at least 2 classes.',
      'data.text：实际为 只有一个类别（“x”）；请改为至少 2 个类别。',
    ],
    [
      'a,b\n1,x\n2\n',
      'data.text: row 3 has 1 cell; use 2 cells, as in the header.',
      'data.text：第 3 行有 1 个单元格；请改为：2 个单元格，与列名一致。',
    ],
    [
      'a,a\n1,x\n2,y\n',
      'data.text: row 1, column "2": found "a"; use a name of its own for each column.',
      'data.text：第 1 行，列“2”：实际为“a”；请改为：每列各有其名。',
    ],
    [
      'a,,c\n1,2,x\n2,3,y\n',
      'data.text: row 1, column "2": found ""; use a name of its own for each column.',
      'data.text：第 1 行，列“2”：实际为“”；请改为：每列各有其名。',
    ],
    [
      'a\n1\n2\n',
      'data.text: found 1 column; use at least 2 columns.',
      'data.text：实际为 1 列；请改为至少 2 列。',
    ],
    [
      'a,b\n"1,x\n2,y\n',
      'data.text: an unclosed or misplaced quote in row 2; use quotes that open and close.',
      'data.text：第 2 行的引号未闭合或位置不对；请改为：成对的引号。',
    ],
  ])('%j is refused', (text, en, chinese) => {
    expect(told(text).in('en')).toBe(en);
    expect(told(text).in('zh-CN')).toBe(chinese);
  });

  test('an unknown column is refused', () => {
    expect(told('a,b\n1,x\n2,y\n', { target: 'c' }).message).toBe(
      'data.target: there is no column "c"; use a, b.',
    );
  });

  test('over 100 classes, 4,096 columns or 50 MB are refused', () => {
    const classes = Array.from({ length: 101 }, (_, i) => `${i},c${i}`).join('\n');
    expect(told(`a,b\n${classes}`).message).toBe('data.text: found 101 classes; use at most 100 classes.');
    const wide = (cell: (j: number) => string) => Array.from({ length: 4097 }, (_, j) => cell(j)).join(',');
    expect(told([wide((j) => `c${j}`), wide(() => '1'), wide(() => '2')].join('\n')).message).toBe(
      'data.text: found 4097 columns; use at most 4096 columns.',
    );
    expect(told('1'.repeat(50 * 1024 * 1024 + 1)).code).toBe('tooLarge');
  });

  test('any text builds or is refused with a Problem', () => {
    const cell = fc.oneof(
      fc.constantFrom('', '1', '-2.5', 'x', '"', '1e999', ' 3 '),
      fc.string({ maxLength: 4 }),
    );
    const table = fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 });
    const text = table.map((rows) => rows.map((row) => row.join(',')).join('\n'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), text), (content) => {
        try {
          built({ text: content });
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      { numRuns: 500 },
    );
  });
});

import { expect, test } from 'vitest';
import { readTable } from '../../../../src/data/tables/readTable';
import { sketchOf } from '../../../../src/data/tables/sketch';
import type { TableOptions } from '../../../../src/data/tables/tableOptions';
import { problemOf } from '../../schema/experiments';

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

test.each<[string, string, TableOptions, TableOptions]>([
  [
    'a target of one class',
    `a,class,b\n${lines(30, (i) => `${i % 7},x,${(i * i) % 11}`)}`,
    { target: 'class', task: 'classification' },
    { target: 'a' },
  ],
  [
    'no input left',
    `a,class\n${lines(30, (i) => `${(i * 5) % 7},${i % 2}`)}`,
    { target: 'class', columns: [{ name: 'a', role: 'ignored' }] },
    { target: 'class', columns: [{ name: 'a', role: 'input' }] },
  ],
  [
    'a separator that is not in it',
    `a;class\n${lines(30, (i) => `${(i * 5) % 7};${i % 2}`)}`,
    { separator: '|' },
    { separator: ';' },
  ],
  [
    'more rows than a table may have',
    `a,class\n${lines(100_001, (i) => `${(i * 5) % 7},${i % 2}`)}`,
    {},
    { sampleRows: 500 },
  ],
])(
  'a refused table shows its first rows and choices, from which it can be mended: %s',
  (_, text, chosen, mended) => {
    problemOf(() => readTable(text, chosen, 'a.csv'));
    const sketch = sketchOf(text, chosen, 'utf-8', 'a.csv');
    expect(sketch.preview).toHaveLength(12);
    expect(sketch.preview[0]!.line).toBe(2);
    const first = text.slice(0, text.indexOf('\n'));
    expect(sketch.columns.map(({ name }) => name)).toEqual(chosen.separator ? [first] : first.split(','));
    for (const { name, role } of chosen.columns ?? []) {
      expect(sketch.columns.find((column) => column.name === name)!.role).toBe(role);
    }
    if (chosen.target) expect(sketch).toMatchObject({ target: chosen.target });
    if (chosen.separator) expect(sketch.dialect.separator).toBe(chosen.separator);
    expect(readTable(text, mended, 'a.csv').kept.length).toBeGreaterThan(20);
  },
);

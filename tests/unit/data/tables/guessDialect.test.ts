import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCells } from '../../../../src/data/tables/cells';
import type { Dialect } from '../../../../src/data/tables/dialect';
import { decodeText, guessEncoding } from '../../../../src/data/tables/encoding';
import { guessDialect } from '../../../../src/data/tables/guessDialect';
import { guessHeader } from '../../../../src/data/tables/header';
import { readTable } from '../../../../src/data/tables/readTable';

const grid = (text: string, dialect: Dialect = guessDialect(text)) => {
  const cells = readCells(text, dialect);
  return Array.from({ length: cells.rows }, (_, row) =>
    Array.from({ length: cells.width(row) }, (_, column) => cells.cell(row, column)),
  );
};

describe('a table written in any dialect is read back', () => {
  const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
  const words = fc.constantFrom(
    'red',
    'green',
    'Grün',
    '蓝色',
    'a b',
    "O'Neil",
    'x "y" z',
    'p;q',
    'r,s',
    't|u',
    '',
  );
  const numbers = fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 4);
  const tables = fc
    .record({
      columns: fc.integer({ min: 2, max: 6 }),
      rows: fc.integer({ min: 3, max: 30 }),
      seed: fc.array(fc.tuple(numbers, words), { minLength: 200, maxLength: 200 }),
    })
    .map(({ columns, rows, seed }) =>
      Array.from({ length: rows }, (_, i) =>
        Array.from({ length: columns }, (_, j) => {
          const [number, word] = seed[(i * columns + j) % seed.length]!;
          return j % 2 === 0 ? number : word;
        }),
      ),
    );

  const written = (
    table: readonly (readonly (number | string)[])[],
    separator: string,
    decimal: string,
    quote: string,
    ends: readonly string[],
  ) =>
    table
      .map((row, i) => {
        const cells = row.map((cell) => {
          if (typeof cell === 'number') return String(cell).replace('.', decimal);
          return `${quote}${cell.replaceAll(quote, quote + quote)}${quote}`;
        });
        return cells.join(separator) + ends[i % ends.length]!;
      })
      .join('');

  test('every cell, whatever the separator, decimal mark, quote and mixture of line ends', () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(',', ';', '\t', '|', ' '),
        fc.constantFrom('.', ','),
        fc.constantFrom('"', "'"),
        fc.array(lineEnds, { minLength: 1, maxLength: 3 }),
        (table, separator, decimal, quote, ends) => {
          fc.pre(!(separator === ',' && decimal === ','));
          const text = written(table, separator, decimal, quote, ends);
          const dialect = { separator, decimal, quote, comment: '', skip: 0 } as Dialect;
          const read = grid(text, dialect);
          expect(read).toEqual(
            table.map((row) =>
              row.map((cell) =>
                typeof cell === 'number' ? String(cell).replace('.', decimal) : cell.trim(),
              ),
            ),
          );
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  test('and the dialect is guessed where the table says enough', () => {
    const names = ['width', 'colour', 'height', 'shape', 'depth', 'place'];
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('.', ','),
        fc.array(lineEnds, { minLength: 1, maxLength: 3 }),
        (table, separator, decimal, ends) => {
          fc.pre(!(separator === ',' && decimal === ','));
          fc.pre(new Set(table.map(([value]) => value)).size > 1);
          const header = names.slice(0, table[0]!.length);
          const dotted = table.map((row) =>
            row.map((cell) => (typeof cell === 'number' ? cell + 0.25 : cell)),
          );
          const text = written([header, ...dotted], separator, decimal, '"', ends);
          const { header: found, dialect, columns, rows } = readTable(text, {}, 'a.csv');
          expect({ found, separator: dialect.separator, decimal: dialect.decimal, rows }).toEqual({
            found: true,
            separator,
            decimal,
            rows: table.length,
          });
          expect(columns.map(({ name }) => name)).toEqual(header);
          expect([...columns[0]!.numbers]).toEqual(dotted.map(([value]) => value));
        },
      ),
      { seed: 6, numRuns: 100 },
    );
  });

  test('no row is ever lost: read and left out add up, whatever the text', () => {
    const lines = fc.array(fc.stringMatching(/^[ab1-3,;"'. \t-]{0,12}$/), { minLength: 3, maxLength: 25 });
    fc.assert(
      fc.property(lines, lineEnds, (list, end) => {
        const text = list.join(end);
        const cells = readCells(text, { separator: ',', quote: '"', comment: '', skip: 0 });
        const filled = list.filter((line) => line.trim() !== '').length;
        let lastLine = 0;
        for (let row = 0; row < cells.rows; row++) {
          expect(cells.line(row)).toBeGreaterThan(lastLine);
          lastLine = cells.line(row);
        }
        expect(cells.rows).toBeLessThanOrEqual(filled);
        // Only a quoted cell goes over a line end.
        if (!text.includes('"')) expect(cells.rows).toBe(filled);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

const rows = (...lines: string[]) => lines.join('\n');

test.each<[string, string, Partial<Dialect>]>([
  ['commas', rows('a,b', '1,x', '2,y'), { separator: ',', decimal: '.' }],
  ['semicolons and decimal commas', rows('a;b', '1,5;x', '2,25;y'), { separator: ';', decimal: ',' }],
  ['as many commas as semicolons', rows('1,5;2,5', '3,1;2,2', '4,0;1,5'), { separator: ';', decimal: ',' }],
  ['tabs', rows('a\tb c', '1\tx y', '2\tz'), { separator: '\t' }],
  [
    'tabs below a title of as many words as columns',
    rows('Made in May', 'a\tb\tc', ...Array(7).fill('1\t2\t3')),
    { separator: '\t', skip: 1 },
  ],
  ['pipes', rows('a|b', '1|x', '2|y'), { separator: '|' }],
  ['runs of spaces', rows(' 1.5   2  3', '10.5  20  4', ' 2.5   0  5'), { separator: ' ' }],
  ['words with blanks between commas', rows('low fat,1', 'no fat,2', 'low fat,3'), { separator: ',' }],
  ['what Excel says first', rows('sep=|', 'a|b,c', '1|2', '3|4'), { separator: '|', skip: 1 }],
  ['single quotes', rows("'a,b','c'", "'d','e'", "'f','g'"), { quote: "'" }],
  ['comments', rows('# made in May', 'a,b', '1,2', '# the rest', '3,4'), { comment: '#' }],
  ['a first line that names the columns after a #', rows('#a,b', '1,2', '3,4'), { comment: '' }],
  ['a title above the table', rows('Measured in May', '', 'a,b,c', '1,2,3', '4,5,6'), { skip: 2 }],
  ['sizes above the names', rows('506,3,,,', 'a,b,c,d,e', '1,2,3,4,5', '6,7,8,9,1'), { skip: 1 }],
])('the dialect is guessed: %s', (_, text, expected) => {
  expect(guessDialect(text)).toMatchObject(expected);
});

test('quotes may hold separators, line ends and doubled quotes, and a stray one costs no row', () => {
  expect(grid('a,b\n"x, ""y""\nz",1\n"q",2\n')).toEqual([
    ['a', 'b'],
    ['x, "y"\nz', '1'],
    ['q', '2'],
  ]);
  const stray = grid('a,b\n5" pipe,1\n"open,2\nend,3\nlast,4\n');
  expect(stray).toHaveLength(5);
  expect(stray.at(-1)).toEqual(['last', '4']);
});

test.each<[string, boolean, string]>([
  ['words above numbers', true, rows('a,b', '1,2', '3,4')],
  ['numbers all the way', false, rows('5,2', '1,2', '3,4')],
  ['a word that comes again', false, rows('x,u', 'y,u', 'x,v', 'y,v')],
  [
    'words above a few other words',
    true,
    rows('colour,size', ...Array(4).fill('red,big'), ...Array(4).fill('blue,small')),
  ],
  ['an empty first name', true, rows(',a,b', '1,2,3', '2,3,4')],
  ['years above words', true, rows('place,1990,1991,1992', 'here,1,5,3', 'there,4,9,6')],
  ['numbers from 0 on', true, rows('0,1,2', '0.5,0.7,x', '0.1,0.2,y')],
  ['a first row with a missing value', false, rows('?,x,1', '2,y,3', '4,x,5', '5,y,1')],
  ['names of the rows, nameless', true, rows('a,b', 'r1,1,2', 'r2,3,4')],
  ['dates', false, rows('2024-01-01,5', '2024-01-02,6', '2024-01-03,7')],
])('the header is guessed: %s', (_, expected, text) => {
  const dialect = guessDialect(text);
  expect(guessHeader(readCells(text, dialect), dialect.decimal)).toBe(expected);
});

describe('encodings', () => {
  const utf16 = (text: string, big: boolean, mark: boolean) => {
    const units = [...(mark ? '\uFEFF' : ''), ...text].flatMap((character) => {
      const code = character.charCodeAt(0);
      return big ? [code >> 8, code & 255] : [code & 255, code >> 8];
    });
    return Uint8Array.from(units);
  };
  const utf8 = (text: string) => new TextEncoder().encode(text);
  // 颜色,大小 红,1 绿,2 in GBK; café, naïve in Windows-1252.
  const gbk = [
    0xd1, 0xd5, 0xc9, 0xab, 0x2c, 0xb4, 0xf3, 0xd0, 0xa1, 0x0a, 0xba, 0xec, 0x2c, 0x31, 0x0a, 0xc2, 0xcc,
    0x2c, 0x32,
  ];
  const latin = [...'name,n\ncaf\u00e9,1\nna\u00efve,2\nZo\u00eb,3\nM\u00fcller,4\n'].map((c) =>
    c.charCodeAt(0),
  );

  test.each<[string, Uint8Array, string, string]>([
    ['UTF-8', utf8('färbe,1'), 'utf-8', 'färbe,1'],
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8('a,é')]), 'utf-8', 'a,é'],
    ['UTF-16 by its mark', utf16('a,颜色\n', false, true), 'utf-16le', 'a,颜色\n'],
    ['big-endian UTF-16 by its mark', utf16('a,颜色\n', true, true), 'utf-16be', 'a,颜色\n'],
    ['UTF-16 by its zeros', utf16('a,b\n1,2\n', false, false), 'utf-16le', 'a,b\n1,2\n'],
    ['big-endian UTF-16 by its zeros', utf16('a,b\n1,2\n', true, false), 'utf-16be', 'a,b\n1,2\n'],
    ['GB18030', Uint8Array.from(gbk), 'gb18030', '颜色,大小\n红,1\n绿,2'],
    ['Windows-1252', Uint8Array.from(latin), 'windows-1252', 'name,n\ncafé,1\nnaïve,2\nZoë,3\nMüller,4\n'],
  ])('%s', (_, bytes, encoding, text) => {
    const guessed = guessEncoding(bytes);
    expect(guessed).toBe(encoding);
    expect(decodeText(bytes, guessed)).toBe(text);
  });
});

import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readElsewhere } from '../../../../src/data/logs/elsewhere';
import { openTable } from '../../../../src/data/tables/openTable';
import { writtenTable } from '../../../../src/data/tables/writtenTable';
import { type Column, page, parquetFile } from './parquetFile';

const corpus = (name: string) => new Uint8Array(readFileSync(`tests/corpus/${name}`));
const columnsOf = (names: readonly string[], more: Omit<Column, 'name'>) =>
  names.map((name): Column => ({ name, ...more }));

describe('a small file that would become a large table is refused before that', () => {
  test.each([
    ['cells-repeat.xlsx', 'found cells of more than 50.0 MB of text; use at most 50.0 MB.'],
    ['cells-repeat-600.xlsx', 'found cells of more than 50.0 MB of text; use at most 50.0 MB.'],
    ['row-far.xlsx', 'found row 1000000000; use at most 26214400 cells up to the last one'],
    ['cell-far.xlsx', 'found the cell ZZZZZZ1; use at most 26214400 cells up to the last one'],
    ['cells-apart.xlsx', 'found the cell A1000000; use at most 26214400 cells up to the last one'],
    ['columns-shared.parquet', 'the Parquet file cannot be read (Error: columns of '],
    ['columns-claim.parquet', 'found more than 100.0 MB inside; use at most 100.0 MB.'],
    ['page-claims.parquet', 'found more than 100.0 MB inside; use at most 100.0 MB.'],
    ['zstd-window.parquet', 'the Parquet file cannot be read (Error: a page of 999 bytes in place of 1000'],
    ['zstd-blocks.parquet', 'the Parquet file cannot be read (Error: a page of more than 1000 bytes'],
    [
      'zstd-content.parquet',
      'the Parquet file cannot be read (Error: a page of 2130706432 bytes in place of 1000',
    ],
    ['gzip-nested.csv.gz', 'found 5 archives within each other; use at most 4 archives within each other.'],
    ['letters-none.npy', '"letters-none" claims the shape (4000000000), but has other bytes'],
    ['letters-beyond.npy', '"letters-beyond" holds no text that can be read'],
  ])('%s: %s', async (name, sentence) => {
    await expect(openTable(corpus(name), name)).rejects.toThrow(`${name}: ${sentence}`);
  });
});

test('a Parquet file of the tests’ writer is read, so that its refusals are not for what it is', async () => {
  const texts = ['left', 'right'].map((text) => {
    const bytes = new Uint8Array(4 + text.length);
    new DataView(bytes.buffer).setUint32(0, text.length, true);
    bytes.set(new TextEncoder().encode(text), 4);
    return bytes;
  });
  const values = Uint8Array.from(texts.flatMap((one) => [...one]));
  const pages = page(2, values.length, values);
  const more = { at: 4, packed: pages.length, inflated: pages.length };
  const file = parquetFile(2, 0, pages, columnsOf(['side'], more));
  expect((await openTable(file, 'a.parquet')).text).toBe('side\nleft\nright\n');
});

test.each([
  [4097, 10, 'found 4097 columns; use at most 4096 columns.'],
  [1, 200_000, 'found 200000 rows; use at most 100000 rows.'],
  [400, 100_000, 'found 100000 rows of 400 columns; use at most 65536 rows of 400 columns.'],
])('a Parquet file of %i columns and %i rows that take no bytes: %s', async (columns, rows, sentence) => {
  const names = Array.from({ length: columns }, (_, i) => `c${i}`);
  const file = parquetFile(rows, 0, new Uint8Array(8), columnsOf(names, { at: 4, packed: 0, inflated: 0 }));
  await expect(openTable(file, 'wide.parquet')).rejects.toThrow(`wide.parquet: ${sentence}`);
});

test('the Parquet logs of other programs keep to a limit too', async () => {
  const inflated = 2 ** 31 - 1;
  const file = parquetFile(10, 2, new Uint8Array(40), columnsOf(['a'], { at: 4, packed: 20, inflated }));
  await expect(readElsewhere(new Blob([file.slice()]), 'log.parquet')).rejects.toThrow(
    'log.parquet: found more than 1024.0 MB inside; use at most 1024.0 MB.',
  );
});

test('a wide text of a NumPy array is read whole', async () => {
  const letters = 200_000;
  const header = `{'descr': '<U${letters}', 'fortran_order': False, 'shape': (2,), }\n`;
  const content = new Uint8Array(8 * letters);
  for (let i = 0; i < content.length; i += 4) content[i] = 97;
  const file = Uint8Array.of(
    ...[0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0],
    ...new TextEncoder().encode(header),
  );
  const { text } = await openTable(Uint8Array.from(Buffer.concat([file, content])), 'wide.npy');
  expect(text).toBe(`x1\n${'a'.repeat(letters)}\n${'a'.repeat(letters)}\n`);
});

test('styled cells without a value and empty rows far below do not make a spreadsheet large', async () => {
  const part = (text: string) => new TextEncoder().encode(text);
  const sheet = `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="XFD1" s="1"/></row>
    <row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row><row r="1048576" ht="3"><c r="A1048576" s="1"/></row>`;
  const bytes = zipSync({
    'xl/workbook.xml': part(
      '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': part(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': part(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
  });
  expect((await openTable(bytes, 'styled.xlsx')).text).toBe('1,2\n3,4\n');
});

test('cells are written so that quotes, separators and line ends come back', () => {
  expect(
    writtenTable(
      [
        ['a', 'b "c"'],
        ['1,5', 'two\nlines'],
      ],
      'a',
    ),
  ).toBe('a,"b ""c"""\n"1,5","two\nlines"\n');
  const long = '"'.repeat(30 * 2 ** 20);
  expect(() => writtenTable([[long]], 'quotes')).toThrow('quotes: found cells of more than 50.0 MB of text');
});

import { readFileSync } from 'node:fs';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openTable } from '../../../../src/data/tables/openTable';
import { readTable } from '../../../../src/data/tables/readTable';

const fixture = (name: string) => new Uint8Array(readFileSync(`tests/fixtures/tables/${name}`));
const text = 'a,b\n1,x\n2,y\n';

describe('a file is known by its content', () => {
  test.each([
    ['leaves.xlsx', 'kind', 60, 4],
    ['leaves.parquet', 'kind', 60, 3],
    ['leaves-gbk.csv', '种类', 60, 3],
    ['leaves-noheader.csv', 'x3', 60, 3],
    ['leaves-class-first.csv', 'kind', 60, 3],
    ['leaves-decimal-commas.csv', 'kind', 60, 3],
  ])('%s', async (name, target, rows, columns) => {
    const opened = await openTable(fixture(name), 'unnamed');
    const reading = readTable(opened.text, opened.given, 'unnamed');
    expect(reading.columns[reading.target]!.name).toBe(target);
    expect([reading.kept.length, reading.columns.length]).toEqual([rows, columns]);
    expect(reading.classes.map(({ count }) => count)).toEqual([20, 20, 20]);
    expect(reading.columns.filter(({ kind }) => kind === 'number')).toHaveLength(2);
  });

  test('the same leaves come out of every kind', async () => {
    const numbers = async (name: string, column: number) => {
      const { text, given } = await openTable(fixture(name), name);
      return [...readTable(text, given, name).columns[column]!.numbers];
    };
    const lengths = await numbers('leaves-noheader.csv', 0);
    expect(await numbers('leaves.xlsx', 0)).toEqual(lengths);
    expect(await numbers('leaves.parquet', 0)).toEqual(lengths);
    expect(await numbers('leaves-decimal-commas.csv', 0)).toEqual(lengths);
    expect(await numbers('leaves-class-first.csv', 1)).toEqual(lengths);
  });

  test('gzip of one member and of several', async () => {
    const members = [gzipSync(strToU8(text)), gzipSync(strToU8('3,x\n'))];
    expect((await openTable(members[0]!, 'a.csv')).text).toBe(text);
    const both = Uint8Array.from([...members[0]!, ...members[1]!]);
    expect((await openTable(both, 'a.csv.gz')).text).toBe(`${text}3,x\n`);
  });
});

describe('what holds no table is refused with what it is', () => {
  const long = Array.from({ length: 5000 }, (_, i) => `${i},${(i * i) % 977}\n`).join('');
  const packed = gzipSync(strToU8(long));
  const broken = packed.slice();
  broken.fill(0xff, 200, 400);
  test.each<[string, Uint8Array]>([
    ['it is a web page, not a table', strToU8('<!DOCTYPE html><html><body>404</body></html>')],
    ['the gzip archive is cut short', packed.subarray(0, packed.length >> 1)],
    ['the gzip archive is damaged', broken],
    ['a zip archive without a table', zipSync({ 'a.exe': strToU8('hello') })],
    ['it is an image', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['the file is empty', new Uint8Array(0)],
    ['it is not text', Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 23)],
    ['the spreadsheet cannot be read', fixture('leaves.xlsx').subarray(0, 3000)],
    ['the Parquet file is cut short', fixture('leaves.parquet').subarray(0, 300)],
  ])('%s', async (sentence, bytes) => {
    await expect(openTable(bytes, 'data.csv.gz')).rejects.toThrow(`data.csv.gz: ${sentence}`);
  });
});

test('a spreadsheet of some kilobytes that holds more than a table may is refused while it is inflated', async () => {
  const { zipSync } = await import('fflate');
  const bytes = zipSync({
    'xl/workbook.xml': new Uint8Array(8),
    'xl/worksheets/sheet1.xml': new Uint8Array(51 * 2 ** 20),
  });
  expect(bytes.length).toBeLessThan(100_000);
  await expect(openTable(bytes, 'bomb.xlsx')).rejects.toThrow(
    'bomb.xlsx: found more than 50.0 MB in xl/worksheets/sheet1.xml; use at most 50.0 MB.',
  );
});

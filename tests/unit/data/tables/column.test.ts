import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnKind } from '../../../../src/data/tables/choices';
import { readColumn } from '../../../../src/data/tables/column';
import { dateIn, dayOrder } from '../../../../src/data/tables/dates';
import { bareNumber, dressedNumber } from '../../../../src/data/tables/numbers';

describe('numbers', () => {
  test('are read as JavaScript wrote them, with either decimal mark', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(bareNumber(String(value), '.')).toBe(value === 0 ? 0 : value);
        expect(bareNumber(String(value).replace('.', ','), ',')).toBe(value === 0 ? 0 : value);
      }),
      { seed: 1 },
    );
  });

  test.each(['', '1 2', '0x10', 'Infinity', '1e999', '1,5', '--1', '1.2.3', 'e5', '.'])(
    '%j is none',
    (cell) => {
      expect(bareNumber(cell, '.')).toBeNaN();
    },
  );

  test.each<[string, '.' | ',', number, string]>([
    ['12%', '.', 12, 'percent'],
    ['-3,5 %', ',', -3.5, 'percent'],
    ['$1,234.50', '.', 1234.5, 'currency'],
    ['1.234,50 €', ',', 1234.5, 'currency'],
    ['-$5', '.', -5, 'currency'],
    ['¥200', '.', 200, 'currency'],
    ['($1,000)', '.', -1000, 'currency'],
    ['1,234,567', '.', 1234567, 'thousands'],
    ['1 234,5', ',', 1234.5, 'thousands'],
  ])('%s is read', (cell, decimal, value, sign) => {
    expect(dressedNumber(cell, decimal)).toEqual({ value, sign });
  });
});

describe('dates', () => {
  const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / 86_400_000;
  test.each<[string, number]>([
    ['2024-02-29', day(2024, 2, 29)],
    ['2024/2/9', day(2024, 2, 9)],
    ['1949-01', day(1949, 1, 1)],
    ['2024年5月1日', day(2024, 5, 1)],
    ['5/31/2024', day(2024, 5, 31)],
    ['31-May-2024', day(2024, 5, 31)],
    ['May 31, 2024', day(2024, 5, 31)],
    ['Jan 1995', day(1995, 1, 1)],
    ['1990Q2', day(1990, 4, 1)],
    ['2024-05-31 12:00', day(2024, 5, 31) + 0.5],
    ['2024-05-31T18:00:00Z', day(2024, 5, 31) + 0.75],
    ['06:00', 0.25],
  ])('%s', (cell, expected) => {
    expect(dateIn(cell, 'monthFirst')).toBeCloseTo(expected, 9);
  });

  test.each(['2023-02-29', '2024-13-01', '40-49', '15-19', 'Monday', '2024', '12.5'])(
    '%s is none',
    (cell) => {
      expect(dateIn(cell, 'monthFirst')).toBeNaN();
    },
  );

  test('a column tells whether days or months come first', () => {
    expect(dayOrder(['01/02/2020', '13/02/2020'])).toBe('dayFirst');
    expect(dayOrder(['01/02/2020', '02/13/2020'])).toBe('monthFirst');
    expect(dayOrder(['01.02.2020'])).toBe('dayFirst');
  });
});

describe('a column', () => {
  test.each<[ColumnKind, string[]]>([
    ['number', ['1', '2.5', 'NA', '-3e2']],
    ['number', ['10%', '20%', '?']],
    ['number', ['1,234', '950', '12,000']],
    ['category', ['10%', '0.2', '0.3']],
    ['category', ['red', 'blue', 'red']],
    ['category', ['15-19', '20-24', '15-19']],
    ['yes/no', ['yes', 'No', 'YES', '']],
    ['yes/no', ['TRUE', 'FALSE']],
    ['yes/no', ['是', '否']],
    ['yes/no', ['y', 'n', '?']],
    ['date', ['2020-01-01', '2020-01-02', 'NA']],
    ['date', ['1-01', '1-02', '1-12']],
  ])('of kind %s: %j', (kind, cells) => {
    expect(readColumn(cells, '.').kind).toBe(kind);
  });

  test('of numbers with a few words keeps its kind; the words are marked as unreadable', () => {
    const cells = [...Array.from({ length: 40 }, (_, i) => String(i)), 'broken'];
    const { kind, unreadable, missing, values } = readColumn(cells, '.');
    expect({ kind, unreadable, missing, values }).toEqual({
      kind: 'number',
      unreadable: [40],
      missing: 0,
      values: 40,
    });
  });

  test.each(['', 'NA', 'N/A', 'NaN', 'null', '?', '-', '.', '缺失'])('%j is a missing value', (cell) => {
    expect(readColumn(['a', 'b', cell], '.').missing).toBe(1);
    expect(readColumn(['1', '2', cell], '.').numbers[2]).toBeNaN();
  });

  test('the classes + and − are two classes', () => {
    expect(readColumn(['+', '-', '-', '+'], '.')).toMatchObject({ values: 2, missing: 0 });
  });

  test('numbers written differently are one category, and that is told', () => {
    const { labels, merged, codes } = readColumn(['0', '0.0', '1', '1'], '.', 'category');
    expect({ labels, merged, codes: [...codes] }).toEqual({
      labels: ['0', '1'],
      merged: true,
      codes: [0, 0, 1, 1],
    });
  });
});

import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { unescapedCell } from '../../../src/base/csv';
import { csvFile } from '../../../src/charts/export/csv';
import {
  formatCount,
  formatMeasured,
  formatNorm,
  formatNumber,
  formatPercent,
  formatTick,
  shortCount,
  withUnit,
} from '../../../src/charts/format';

const meta = { id: 'x', title: 'A title', description: 'd', caption: () => 'seed 1' };

test('a saved table reads back as it was, whatever its words hold', () => {
  const cell = fc.oneof(fc.string({ minLength: 1 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const text = csvFile(meta, { columns: ['a', 'b'], rows });
      const body = text.split('\r\n').slice(2).join('\r\n');
      const parsed = Papa.parse<string[]>(body.slice(0, -2), { delimiter: ',', newline: '\r\n' }).data;
      expect(parsed.slice(1).map((row) => row.map(unescapedCell))).toEqual(
        rows.map((row) => row.map(String)),
      );
    }),
  );
});

test('a file keeps its heads in every language, and shares stay shares', () => {
  const columns = ['step', { id: 'test set (accuracy)', label: '测试集（准确率）', percent: true }];
  const lines = csvFile(meta, { columns, rows: [[5, 0.844]] }).split('\r\n');
  expect(lines.slice(2, 4)).toEqual(['step,test set (accuracy)', '5,0.844']);
});

test('a ratio that does not exist is no number: a signal of 0 in both layers, as where all weights are 0', () => {
  expect(formatNorm(0 / 0)).toBe('–');
  expect(formatNorm(Number.NaN / 1)).toBe('–');
  expect(formatNorm(0 / 0.5)).toBe('< 10⁻³⁸');
  expect(formatNorm(1 / 4)).toBe('0.25');
  for (const value of [formatMeasured(Number.NaN), withUnit(Number.NaN, { unit: 'm' })])
    expect(value).toBe('–');
  expect(withUnit(2, { unit: 'm' })).toBe('2 m');
});

test('numbers are written as one reads them', () => {
  expect(formatNumber(3.214e-12)).toBe('3.21 × 10⁻¹²');
  expect(formatNumber(0.5)).toBe('0.5');
  expect(formatNumber(-1234567)).toBe('−1.23 × 10⁶');
  expect(formatNumber(Number.NaN)).toBe('NaN');
  expect(formatNorm(0)).toBe('< 10⁻³⁸');
  expect(formatPercent(0.1234)).toBe('12.3 %');
  expect([0, 1, -0.021, 4e-7].map(formatPercent)).toEqual(['0 %', '100 %', '−2.1 %', '0.00004 %']);
  expect(formatPercent(3.21e-14)).toBe('3.21 × 10⁻¹² %');
  expect(formatCount(98_512.4, 'en')).toBe('98,512');
  expect(shortCount(98_512, 'en')).toBe('98.5K');
  expect(shortCount(98_512, 'zh-CN')).toBe('9.85万');
  expect(shortCount(200, 'en')).toBe('200');
});

test('ticks are written short', () => {
  expect([0, 0.05, -0.5, 1000, 20_000, 1e6, 2e-5, 1e-12].map(formatTick)).toEqual([
    '0',
    '0.05',
    '−0.5',
    '1000',
    '20000',
    '10⁶',
    '2×10⁻⁵',
    '10⁻¹²',
  ]);
});

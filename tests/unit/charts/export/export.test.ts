import { readdirSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { layoutOf } from '../../../../src/charts/export/settings';
import { plainColor } from '../../../../src/charts/export/svg';
import { texText, tikzFiles } from '../../../../src/charts/export/tikz';
import type { PlotData } from '../../../../src/charts/plotData';

const lines: PlotData = {
  panels: [
    {
      x: { label: 'step' },
      y: { label: '‖δ¹‖ / ‖δᴸ‖', scale: 'log' },
      series: [
        { label: 'ReLU & He, 50 %', color: '#0f77b8', draw: 'line', x: [0, 1, 2], y: [1, 0.5, Number.NaN] },
        {
          label: 'sigmoid',
          color: '#d55e00',
          dash: '7 3',
          draw: 'line',
          x: [0, 1],
          y: [1e-12, 2e-12],
          low: [5e-13, 1e-12],
          high: [2e-12, 4e-12],
        },
      ],
    },
  ],
};

test('a LaTeX file draws every series from the CSV beside it, with its dash, its band and its name', () => {
  const files = tikzFiles([{ id: 'loss', title: 'Loss', plot: lines }], '20 × 32, seed 1');
  const tex = files['figure.tex']!;
  const { data } = Papa.parse<Record<string, string>>(files['loss.csv']!, {
    header: true,
    skipEmptyLines: true,
  });
  expect(data[1]).toEqual({ x1: '1', y1: '0.5', x2: '1', y2: '2e-12', low2: '1e-12', high2: '4e-12' });
  // A missing number is a gap, not a 0.
  expect(data[2]).toMatchObject({ y1: 'nan', y2: 'nan' });
  expect(tex).toContain('\\addlegendentry{ReLU \\& He, 50 \\%}');
  expect(tex).toContain('dash pattern=on 7pt off 3pt');
  expect(tex).toContain('fill between[of=low2 and high2]');
  expect(tex).toContain('ymode=log');
  expect(tex.match(/\\begin\{/g)).toHaveLength(tex.match(/\\end\{/g)!.length);
  for (const [, columns] of tex.matchAll(/table\[([^\]]*)\] \{loss\.csv\}/g))
    for (const [, column] of columns!.matchAll(/=(\w+\d)/g)) expect(Object.keys(data[0]!)).toContain(column);
});

test('a matrix is drawn cell by cell, and a picture without numbers is left out', () => {
  const matrix: PlotData = {
    matrix: {
      rows: ['0', '1'],
      columns: ['0', '1', '2'],
      rowLabel: 'r',
      columnLabel: 'c',
      valueLabel: 'v',
      values: [1, 2, 3, 4, 5, Number.NaN],
    },
  };
  const files = tikzFiles(
    [
      { id: 'm', title: 'M', plot: matrix },
      { id: 'p', title: 'P', plot: { sentence: 'a plane' } },
    ],
    '',
  );
  expect(Object.keys(files)).toEqual(['figure.tex', 'm.csv']);
  expect(files['m.csv']!.split('\r\n').slice(1, 7)).toEqual([
    '0,0,1',
    '1,0,2',
    '2,0,3',
    '0,1,4',
    '1,1,5',
    '2,1,nan',
  ]);
  expect(files['figure.tex']).toContain('mesh/cols=3');
});

test('signs of charts become LaTeX, and nothing of a name is taken for a command', () => {
  expect(texText('10⁻¹²')).toBe('10$^{-}$$^{1}$$^{2}$');
  expect(texText('a_b{c}\\d')).toBe('a\\_b\\{c\\}\\textbackslash{}d');
  // What inputenc itself reads: letters of Latin-1 and common punctuation. Chinese has its own class.
  const plain = /[\u00a0-\u00ff–—‘’“”€\u2e80-\u9fff\uff00-\uffef]/;
  for (const language of ['en', 'zh-CN']) {
    const folder = new URL(`../../../../src/locales/${language}/`, import.meta.url);
    const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const left = [...texText(texts.join(' '))].filter((sign) => sign > '\u007f' && !plain.test(sign));
    expect([...new Set(left)]).toEqual([]);
  }
});

test('a Chinese figure is for xelatex, with fonts of its own', () => {
  const english = tikzFiles([{ id: 'loss', title: 'Loss', plot: lines }], '')['figure.tex']!;
  expect(english).toContain('documentclass{article}');
  const chinese = tikzFiles([{ id: 'loss', title: '损失', plot: lines }], '')['figure.tex']!;
  expect(chinese).toContain('documentclass{ctexart}');
  expect(chinese).toContain('xelatex');
  expect(chinese).not.toContain('inputenc');
});

test('rows of a matrix lie as on the page, and their numbers are round', () => {
  const rows = Array.from({ length: 51 }, (_, i) => String(i + 1));
  const matrix = {
    rows,
    columns: ['0'],
    rowLabel: 'layer',
    columnLabel: 'step',
    valueLabel: 'v',
    values: [],
  };
  const tex = (upward: boolean) =>
    tikzFiles([{ id: 'm', title: 'M', plot: { matrix: { ...matrix, upward } } }], '')['figure.tex']!;
  expect(tex(false)).toContain('y dir=reverse');
  expect(tex(true)).not.toContain('y dir=reverse');
  expect(tex(false)).toContain('yticklabels={{1},{10},{20},{30},{40},{50},{51}}');
});

test('a slide keeps its shape and its size in pixels however many charts are on it', () => {
  for (const charts of [1, 2, 4, 6]) {
    const { width, height, zoom } = layoutOf('slide', charts);
    expect([width! * zoom, height! * zoom]).toEqual([1280, 720]);
  }
});

test('a colour with opacity is told as SVG 1.1 knows it', () => {
  expect(plainColor('rgba(255, 0, 0, 0.5)')).toEqual({ color: '#ff0000', opacity: 0.5 });
  expect(plainColor('rgb(15, 119, 184)')).toEqual({ color: '#0f77b8', opacity: 1 });
  expect(plainColor('none')).toEqual({ color: 'none', opacity: 1 });
});

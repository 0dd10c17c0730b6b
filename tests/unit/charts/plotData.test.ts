import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { type PlotSeries, sentenceOf } from '../../../src/charts/plotData';
import { changeLanguage, i18n, startI18n } from '../../../src/locales/i18n';

await startI18n('en');
await changeLanguage('zh-CN');

const series = (label: string, y: readonly number[]): PlotSeries => ({
  label,
  color: 'black',
  draw: 'line',
  x: y.map((_, i) => i),
  y,
});
const sentence = (language: string, ...all: readonly PlotSeries[]) =>
  sentenceOf(
    { panels: [{ x: { label: 'x' }, y: { label: 'y' }, series: all }] },
    i18n.getFixedT(language, 'charts') as TFunction<'charts'>,
  );

test('what a line shows: its ends, its extremes, and how many places have no number', () => {
  expect(sentence('en', series('a', [2, 1, 3, 2.5]))).toBe(
    'a: 2 at x 0, 2.5 at x 3; lowest 1 at x 1, highest 3 at x 2.',
  );
  expect(sentence('en', series('a', [Number.NaN, 1]))).toBe('a: 1 at x 1.');
  expect(sentence('en', series('a', [1, Number.POSITIVE_INFINITY, 4]))).toContain('not finite at 1 places');
  expect(sentence('en', series('a', [Number.NaN]))).toBe('a: no data yet.');
});

test('sentences follow each other as the language has it, and of many lines the first are told', () => {
  const [a, b] = [series('a', [1]), series('b', [2])];
  expect(sentence('en', a, b)).toBe('a: 1 at x 0. b: 2 at x 0.');
  expect(sentence('zh-CN', a, b)).toBe('a：x 0 处为 1。b：x 0 处为 2。');
  const many = Array.from({ length: 9 }, (_, i) => series(`line ${i}`, [i]));
  expect(sentence('en', ...many)).toMatch(/line 5: 5 at x 0\. And 3 more series\.$/);
});

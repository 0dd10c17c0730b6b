import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HistogramStore } from '../../../../src/data/logs/histograms';
import { readLog } from '../../../../src/data/logs/readLog';

test('the histograms of the hook: every count of every step is read', async () => {
  const text = readFileSync('tests/fixtures/logs/lstm.jsonl', 'utf8');
  const [run] = await readLog(new Blob([text]), 'lstm.jsonl');
  const lines = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line));
  expect(run!.summary().histogramKinds).toEqual(['activation', 'signal', 'weight', 'weightGradient']);
  for (const kind of run!.summary().histogramKinds) {
    const { columns, counts } = run!.histograms(kind, [0]);
    expect(columns).toEqual(lines.map((_, at) => at));
    for (const at of columns) expect([...counts[at]!]).toEqual(lines[at].histograms[kind]['0']);
  }
  // Several modules are counted together.
  const { counts } = run!.histograms('weight', [0, 1]);
  const { weight } = lines[3].histograms;
  expect([...counts[3]!]).toEqual(weight['0'].map((count: number, bin: number) => count + weight['1'][bin]));
});

const counted = (count: number) => ({ activation: { 0: [0, count, 0, 0, 0, 0] } });

test('of many steps evenly spread ones are kept, and always the newest', () => {
  const store = new HistogramStore(2, 1);
  for (let at = 0; at < 1000; at++) store.add(at, counted(at));
  const { columns, counts } = store.of('activation', [0]);
  expect(columns.length).toBeLessThanOrEqual(130);
  expect(columns[0]).toBe(0);
  expect(columns.at(-1)).toBe(999);
  const gaps = columns.slice(1, -1).map((column, i) => column - columns[i]!);
  expect(new Set(gaps).size).toBe(1);
  expect(counts.map(([, count]) => count)).toEqual(columns);
});

test.each([
  ['too few counts', { activation: { 0: [1, 2] } }, 'activation 0'],
  ['what is no number', { signal: { 0: [0, 0, 'x', 0, 0, 0] } }, 'signal 0'],
  ['a module that is not there', { weight: { 7: [0, 0, 0, 0, 0, 0] } }, 'weight 7'],
  ['negative counts', { weight: { 0: [-1, 0, 0, 0, 0, 0] } }, 'weight 0'],
  ['no object', 3, undefined],
  ['null', null, undefined],
])('%s: left out, the rest is taken', (_, told, found) => {
  const store = new HistogramStore(2, 1);
  expect(store.add(0, told)).toBe(found);
  expect(store.add(1, { ...(told as object), weightGradient: { 0: [0, 0, 1, 0, 0, 0] } })).toBe(found);
  expect(store.of('weightGradient', [0]).columns).toEqual([1]);
});

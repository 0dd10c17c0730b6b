import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { transferFile } from '../schema/transfers';
import { lab } from './lab';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-transfer-'));

function file(name: string, changes: Record<string, unknown>): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(transferFile(changes)));
  return path;
}

test('a transfer is run over its seeds and settings; the table is the same on any number of threads', () => {
  const path = file('angles.json', {
    sweep: { over: 'shifts.0.degrees', values: [0, 90] },
    methods: [{ kind: 'sourceOnly' }, { kind: 'fineTune', what: 'last' }],
  });
  expect(lab('validate', path).stdout).toMatch(
    /2 runs of sourceOnly; fineTune what=last; 100 source and 100 target training samples, 10 of them with a label/,
  );
  const table = (threads: string) => {
    const out = join(folder, `angles-${threads}.csv`);
    const { status, stdout } = lab('transfer', path, '--seeds', '2', '--threads', threads, '--out', out);
    expect(status).toBe(0);
    expect(stdout).toMatch(/2 seeds: median accuracy/);
    expect(stdout).toMatch(/shifts\.0\.degrees 90\n {2}sourceOnly /);
    return readFileSync(out, 'utf8');
  };
  const alone = table('1');
  const rows = alone
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
  expect(rows[0]!.slice(0, 4)).toEqual(['shifts.0.degrees', 'seed', 'method', 'targetAccuracy']);
  expect(rows.slice(1).map((row) => row.slice(0, 3).join(' '))).toEqual([
    '0 1 sourceOnly',
    '0 1 fineTune what=last',
    '90 1 sourceOnly',
    '90 1 fineTune what=last',
    '0 2 sourceOnly',
    '0 2 fineTune what=last',
    '90 2 sourceOnly',
    '90 2 fineTune what=last',
  ]);
  // After a rotation by 90°, the learned classification no longer holds.
  expect(Number(rows[1]![3])).toBeGreaterThan(0.9);
  expect(Number(rows[3]![3])).toBeLessThan(0.6);
  expect(table('3')).toBe(alone);
}, 120_000);

test('what only the data tell is refused in a run as well', () => {
  const { status, stderr } = lab('transfer', file('wide.json', { target: { shifts: [], labelBudget: 51 } }));
  expect(status).toBe(2);
  expect(stderr).toContain('target.labelBudget: found 51 a class; use at most 50');
});

test.each([
  [
    { target: { shifts: [], labelBudget: 51 } },
    /^target\.labelBudget: found 51 a class; use at most 50, .*\.\n$/,
  ],
  [{ target: { data: { kind: 'spiral' } } }, /^target\.data: 3 classes .*\.\n$/],
  [
    { methods: [{ kind: 'crossModal' }] },
    /^methods\.0: Cross-modal distillation needs paired samples; .*\.\n$/,
  ],
])('bad input: one sentence, status 2', (changes, sentence) => {
  const path = file('bad.json', changes);
  const { status, stderr } = lab('validate', path);
  expect(status).toBe(2);
  expect(stderr).toMatch(sentence);
});

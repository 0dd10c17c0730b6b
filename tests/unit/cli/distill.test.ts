import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outcomeColumns } from '../../../src/engine/distillation/outcomes';
import { writtenDistillation } from '../schema/distillations';
import { lab } from './lab';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-distill-'));

function file(name: string, changes: Parameters<typeof writtenDistillation>[0]): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(writtenDistillation(changes)));
  return path;
}

test('a distillation is run over its seeds; the table is the same on any number of threads', () => {
  const path = file('small.json', {
    controls: [{ kind: 'hardLabels' }, { kind: 'hardLabels', network: { normalization: 'batch' } }],
    method: { kind: 'hinton', unlabelled: true },
    transfer: { unlabelled: 20 },
    seeds: 2,
  });
  expect(lab('validate', path).stdout).toContain(
    '3 students on 36 labelled and 20 unlabelled samples, 24 test samples: ' +
      'Hard labels; Hard labels, Batch norm; Distillation (Hinton), + unlabelled',
  );
  const table = (threads: string) => {
    const out = join(folder, `small-${threads}.csv`);
    const { status, stdout } = lab('distill', path, '--threads', threads, '--out', out);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2 seeds: median of the test accuracy/);
    expect(stdout).toMatch(/\n {2}Hard labels, Batch norm {2,}\d\.\d{4} \(range \d\.\d{4} to \d\.\d{4}\)/);
    return readFileSync(out, 'utf8');
  };
  const alone = table('1');
  const [head, ...rows] = alone.trim().split('\r\n');
  expect(head!.split(',')).toEqual(['seed', 'student', ...outcomeColumns, 'note']);
  expect(rows.map((row) => row.split(',').slice(0, 2).join(' '))).toEqual([
    '3 Teacher',
    '3 Hard labels',
    '3 "Hard labels',
    '3 "Distillation (Hinton)',
    '4 Teacher',
    '4 Hard labels',
    '4 "Hard labels',
    '4 "Distillation (Hinton)',
  ]);
  expect(table('3')).toBe(alone);
}, 120_000);

test('a student that diverges is told of, with status 1', () => {
  const training = { optimizer: { kind: 'sgd', learningRate: 1000 }, steps: 100 };
  const network = { depth: 12, width: 5, activation: 'linear', initializer: { kind: 'heNormal', gain: 100 } };
  const { status, stdout } = lab('distill', file('hot.json', { student: { training, network } }));
  expect(stdout).toMatch(/Hard labels .*1 diverged/);
  expect(status).toBe(1);
}, 60_000);

test.each([
  ['method.0.temperature: found 0', { method: { kind: 'hinton', temperature: 0 } }],
  ['student.data: 2 inputs; use 10', { teacher: { data: { kind: 'gaussianNoise', classes: 3 } } }],
  ['transfer.withoutClass: found 7; use 0–2', { transfer: { withoutClass: 7 } }],
])(
  'bad input exits with 2 and one sentence, run or only looked at: %s',
  (sentence, changes) => {
    const path = file('bad.json', changes);
    for (const command of ['validate', 'distill']) {
      const { status, stdout, stderr } = lab(command, path);
      expect(stderr).toContain(sentence);
      expect(status).toBe(2);
      expect(stdout).toBe('');
    }
  },
  60_000,
);

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layerQuantities } from '../../../src/engine/telemetry';
import { lab, labFromSources } from './lab';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-cli-'));

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'moons', samples: 40 },
  network: { depth: 2, width: 4, activation: 'tanh' },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 12 },
};

test('runs a file: nothing but JSON lines on standard output, the same each time', () => {
  const path = file('a.experiment.json', experiment);
  const first = lab('run', path, '--backend', 'reference');
  expect(first.status).toBe(0);
  const [header, ...lines] = first.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(header).toMatchObject({
    format: 'gradient-lab/telemetry',
    version: 1,
    engine: { backend: 'reference' },
  });
  expect(lines.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i));
  expect(lines[0].layers).toHaveLength(3);
  expect(Object.keys(lines[0].layers[0])).toEqual([...layerQuantities]);
  expect(lines[0].layers[2].weightFactor).toBeNull();
  expect(lines[0].testAccuracy).toBeTypeOf('number');
  expect(lines[1]).not.toHaveProperty('testLoss');
  expect(labFromSources('run', path, '--backend', 'reference').stdout).toBe(first.stdout);
});

test('writes telemetry and weights to files; the weights are an initializer', () => {
  const out = join(folder, 'out.telemetry.jsonl');
  const weights = join(folder, 'weights.json');
  expect(lab('run', file('b.json', experiment), '--out', out, '--weights', weights)).toMatchObject({
    status: 0,
    stdout: '',
  });
  expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(13);
  const initializer = JSON.parse(readFileSync(weights, 'utf8'));
  const again = file('c.json', { ...experiment, network: { ...experiment.network, initializer } });
  expect(lab('validate', again).status).toBe(0);
});

test('a diverging run exits with 1 and says where', () => {
  const hot = {
    ...experiment,
    network: { depth: 4, width: 8, activation: 'linear' },
    training: { loss: 'meanSquaredError', optimizer: { kind: 'sgd', learningRate: 1000 }, steps: 200 },
  };
  const { status, stdout, stderr } = lab('run', file('hot.json', hot));
  expect(status).toBe(1);
  expect(stderr).toMatch(/diverged: at step \d+ the \w+ of layer \d/);
  const finite = stdout.split('\n').findLast((line) => /"loss":[\d.]/.test(line))!;
  expect(stderr).toContain(`At step ${JSON.parse(finite).step}, the last recorded before it`);
  expect(stdout.trim().split('\n').at(-1)).toMatch(/"(NaN|Infinity)"/);
});

test.each([
  [
    ['run', file('bad.json', { ...experiment, network: { depth: 2, width: 4, activation: 'tanhh' } })],
    'network.activation',
  ],
  [['run', file('worse.json', 'not json')], 'JSON'],
  [['run', join(folder, 'nowhere.json')], 'nowhere.json'],
  [['run', file('a.json', experiment), '--backend', 'webgl'], '--backend'],
  [
    ['validate', file('csv.json', { ...experiment, data: { kind: 'csv', file: 'missing.csv' } })],
    'data.file',
  ],
  [['dance'], 'command'],
])('bad input %# exits with 2 and one sentence', (args, field) => {
  const { status, stdout, stderr } = lab(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(field);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('reads a CSV that lies beside the experiment', () => {
  file(
    'own.csv',
    `a,b,kind\n${Array.from({ length: 20 }, (_, i) => `${i},${i % 3},${i % 2 ? 'x' : 'y'}`).join('\n')}\n`,
  );
  const path = file('own.json', { ...experiment, data: { kind: 'csv', file: 'own.csv' } });
  expect(lab('validate', path).stdout).toContain('10 training and 10 test samples');
});

test('runs several seeds on threads: each as if alone, whatever their number', () => {
  const path = file('seeds.json', experiment);
  const outcome = (threads: string, run: typeof lab) => {
    const out = join(folder, `seeds-${threads}.csv`);
    const { status, stdout } = run('seeds', path, '--count', '4', '--threads', threads, '--out', out);
    expect(status).toBe(0);
    expect(stdout).toMatch(/4 seeds on wasm: median/);
    const rows = readFileSync(out, 'utf8')
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    expect(rows[0]).toEqual([
      ...['seed', 'steps', 'loss', 'accuracy', 'auc', 'divergedAt', 'milliseconds', 'note'],
    ]);
    expect(stdout).toMatch(/AUC +0\.\d+/);
    return rows.map((row) => row.slice(0, 6));
  };
  // Threads load the sources in a way of their own.
  const alone = outcome('1', labFromSources);
  expect(alone.slice(1).map(([seed]) => seed)).toEqual(['1', '2', '3', '4']);
  expect(outcome('3', lab)).toEqual(alone);
});

test('a number of seeds that is none is refused', () => {
  const { status, stderr } = lab('seeds', file('c.json', experiment), '--count', 'many');
  expect(status).toBe(2);
  expect(stderr).toContain('--count: found "many"; use a whole number from 1 to 1000');
});

test('a sweep is run, by shards, and gone on with where it was left', () => {
  const sweep = {
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'Gains',
    experiment,
    axes: [{ field: 'network.initializer.gain', spacing: 'log', from: 0.5, to: 4, count: 4 }],
    repeats: 2,
  };
  const path = file('gains.sweep.json', sweep);
  expect(lab('validate', path).stdout).toContain('Gains: 8 runs over network.initializer.gain');
  const out = join(folder, 'gains.results.csv');
  const run = (...more: string[]) => lab('sweep', path, '--out', out, '--threads', '2', ...more);
  expect(run('--shard', '1/2')).toMatchObject({ status: 0, stdout: expect.stringContaining('4 runs done') });
  // An incomplete last line is computed again.
  const text = readFileSync(out, 'utf8');
  writeFileSync(out, text.slice(0, -5));
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('5 runs done, 3 were in') });
  const rows = readFileSync(out, 'utf8').trim().split('\n').slice(2);
  expect(new Set(rows.map((row) => row.split(',').slice(0, 2).join()))).toHaveProperty('size', 8);
  expect(run().stdout).toContain('0 runs done, 8 were in');

  const other = file('other.sweep.json', { ...sweep, repeats: 3 });
  expect(lab('sweep', other, '--out', out)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--out'),
  });
  expect(lab('sweep', path, '--shard', '3/2').stderr).toContain('--shard: found "3/2"');
  const bad = file('bad.sweep.json', { ...sweep, axes: [{ ...sweep.axes[0], field: 'network.gain' }] });
  expect(lab('sweep', bad, '--out', join(folder, 'no.csv'))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('axes.0 (network): unknown field "gain"'),
  });
});

const diverging = {
  ...experiment,
  network: { depth: 3, width: 8, activation: 'leakyRelu', initializer: { kind: 'normal', std: 10 } },
  training: { optimizer: { kind: 'sgd', learningRate: 1000 }, steps: 12 },
};

test('seeds of which every one diverged exit with 1, and have no accuracy', () => {
  const out = join(folder, 'diverged.csv');
  const { status, stdout, stderr } = lab('seeds', file('d.json', diverging), '--count', '2', '--out', out);
  expect(status).toBe(1);
  expect(stdout).toMatch(/diverged {2}2/);
  expect(stdout).not.toMatch(/accuracy/);
  expect(stderr).toContain('diverged: all 2 seeds');
  const [head, ...rows] = readFileSync(out, 'utf8')
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
  for (const row of rows) {
    const cell = (name: string) => row[head!.indexOf(name)];
    expect([cell('loss'), cell('accuracy'), cell('note')]).toEqual(['', '', 'diverged']);
    expect(Number(cell('divergedAt'))).toBeGreaterThanOrEqual(0);
  }
});

test('a sweep of which every run diverged exits with 1; of which one did not, with 0', () => {
  const sweep = (values: number[]) => ({
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'Rates',
    experiment: diverging,
    axes: [{ field: 'training.optimizer.learningRate', spacing: 'list', values }],
    metric: 'accuracy',
    steps: 12,
  });
  const run = (name: string, values: number[]) =>
    lab('sweep', file(`${name}.json`, sweep(values)), '--out', join(folder, `${name}.results.csv`));
  const all = run('all', [500, 1000]);
  expect(all.status).toBe(1);
  expect(all.stderr).toContain('diverged: all 2 runs');
  expect(run('one', [1e-9, 1000])).toMatchObject({ status: 0 });
});

test('checks gradients: 0 where they agree, 1 where they do not, 2 on bad input', () => {
  const found = lab('check', file('check.experiment.json', experiment), '--after', '3', '--json');
  expect(found.status).toBe(0);
  const { within, step, layers } = JSON.parse(found.stdout);
  expect({ within, step, layers: layers.length }).toEqual({ within: true, step: 3, layers: 3 });
  expect(layers[0].autodiff).toBeLessThanOrEqual(layers[0].allowed);
  const optimizer = { kind: 'sgd', learningRate: 1000 };
  const wild = { ...experiment, training: { loss: 'meanSquaredError', optimizer, steps: 200 } };
  const diverged = lab('check', file('wild.experiment.json', wild), '--after', '200');
  expect(diverged.status).toBe(1);
  expect(diverged.stdout).toContain('not finite');
  const refused = lab('check', join(folder, 'check.experiment.json'), '--after', 'some');
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toBe('--after: found "some"; use a whole number, 0 or more.\n');
});

test('a log that is not there can’t be viewed', () => {
  const { status, stderr } = lab('view', join(folder, 'none.jsonl'));
  expect(status).toBe(2);
  expect(stderr).toMatch(/none\.jsonl: there is no such file; use logs that gradient_lab\.watch writes/);
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { runIndex } from '../../../src/engine/telemetry';
import { parseExperiment } from '../../../src/schema/parse';
import { lab } from './lab';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-data-'));
const fixture = (name: string) => `tests/fixtures/tables/${name}`;

test('tells as JSON what was read of a table in GBK, in the fields that scripts rely on', () => {
  const { status, stdout } = lab('data', fixture('leaves-gbk.csv'), '--json');
  expect(status).toBe(0);
  const told = JSON.parse(stdout);
  expect(Object.keys(told)).toEqual([
    ...['rows', 'read', 'dropped', 'header', 'encoding', 'separator', 'columns', 'target', 'task', 'classes'],
  ]);
  expect(told).toMatchObject({
    rows: 60,
    read: 60,
    dropped: 0,
    header: true,
    encoding: 'gb18030',
    separator: ',',
  });
  expect(told.columns.at(-1)).toEqual({
    name: '种类',
    role: 'target',
    kind: 'category',
    missing: 0,
    values: 3,
  });
  expect(told.classes).toContainEqual({ name: '橡树', count: 20 });
});

test('takes what is said of the target and the header, and refuses in one sentence with status 2', () => {
  const said = lab(
    'data',
    fixture('leaves-class-first.csv'),
    '--target',
    'width',
    '--header',
    'yes',
    '--json',
  );
  expect(JSON.parse(said.stdout)).toMatchObject({ target: 'width', task: 'regression', classes: [] });
  const refused = lab('data', fixture('leaves-class-first.csv'), '--target', 'depth');
  expect(refused).toEqual({
    status: 2,
    stdout: '',
    stderr: 'leaves-class-first.csv: there is no column "depth"; use kind, length, width.\n',
  });
});

test('what is no file, or holds no data, is refused by its name', () => {
  const nothing = join(folder, 'nothing.csv');
  expect(lab('data', nothing)).toEqual({
    status: 2,
    stdout: '',
    stderr: `${nothing}: there is no file ${nothing}; use a file that can be read.\n`,
  });
  expect(lab('data', '/dev/zero').stderr).toBe(
    '/dev/zero: /dev/zero is a device or a pipe; use a file that can be read.\n',
  );
  expect(lab('data', 'tests/fixtures/tables').stderr).toMatch(
    /^tables: there are no images in it; use one folder/,
  );
});

test('an experiment trains on the table that it names; one of numbers brings its loss', () => {
  writeFileSync(join(folder, 'leaves.csv'), readFileSync(fixture('leaves-decimal-commas.csv')));
  const experiment = join(folder, 'leaves.experiment.json');
  writeFileSync(
    experiment,
    JSON.stringify({
      format: 'gradient-lab/experiment',
      version: 1,
      data: { kind: 'table', file: 'leaves.csv', target: 'width' },
      network: { depth: 1, width: 4, activation: 'tanh' },
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 20 },
    }),
  );
  const { status, stdout, stderr } = lab('run', experiment, '--backend', 'reference');
  expect(status).toBe(0);
  const [header, ...frames] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(header.experiment.training.loss).toBe('meanSquaredError');
  expect(frames.at(-1).loss).toBeLessThan(frames[0].loss);
  // The error in the column's own unit: its rows differ by less than 3, and not by less than 0.01.
  const { testLoss, testRmse, testRSquared } = frames[0];
  expect(testRmse / Math.sqrt(testLoss)).toBeGreaterThan(0.01);
  expect(testRmse / Math.sqrt(testLoss)).toBeLessThan(3);
  expect(testRSquared).toBeLessThan(1);
  expect(stderr).toMatch(/on the test samples: loss [\d.]+, RMSE [\d.]+ in the target's unit, R² -?[\d.]+/);
});

test('pictures in folders are told of, alone and zipped, and an experiment trains on them', () => {
  const pictures = 'tests/fixtures/pictures';
  const { status, stdout } = lab('data', pictures, '--json');
  expect(status).toBe(0);
  const told = JSON.parse(stdout);
  expect(told).toMatchObject({ rows: 10, read: 10, dropped: 0, target: 'folder', task: 'classification' });
  expect(told.classes).toEqual([
    { name: 'rings', count: 5 },
    { name: 'stripes', count: 5 },
  ]);
  const files = [
    'rings/gray.png',
    'rings/rgb.png',
    'stripes/bits.png',
    'stripes/photo.jpg',
    'stripes/rgb.png',
  ];
  const packed = Object.fromEntries(
    files.map((name) => [name, new Uint8Array(readFileSync(join(pictures, name)))]),
  );
  packed['stripes/broken.png'] = packed['rings/gray.png']!.slice(0, 60);
  writeFileSync(join(folder, 'own.zip'), zipSync(packed));
  const words = lab('data', join(folder, 'own.zip')).stdout;
  expect(words).toContain('own.zip: 6 images, 5 read, 1 left out');
  expect(words).toContain('cannot be read (the terminal reads PNG and JPEG): stripes/broken.png');
  const experiment = join(folder, 'pictures.experiment.json');
  writeFileSync(
    experiment,
    JSON.stringify({
      format: 'gradient-lab/experiment',
      version: 1,
      data: {
        kind: 'idx',
        images: { name: 'own.zip' },
        labels: { name: 'own.zip' },
        size: 8,
        testFraction: 0,
      },
      network: { depth: 1, width: 8, activation: 'tanh' },
      training: { optimizer: { kind: 'sgd', learningRate: 0.5 }, batchSize: 'full', steps: 100 },
    }),
  );
  const run = lab('run', experiment, '--backend', 'reference');
  expect(run.status).toBe(0);
  const [header, ...lines] = run.stdout.trim().split('\n');
  // The file contains what was read, so that it runs elsewhere.
  expect(JSON.parse(header!).experiment.data).toMatchObject({ classNames: ['rings', 'stripes'] });
  expect(JSON.parse(lines.at(-1)!).accuracy).toBe(1);
});

test.each([
  ['drawn points', { kind: 'points', testFraction: 0.25 }, 'crossEntropy', 'testAuc'],
  [
    'a formula',
    { kind: 'formula', formula: 'sin(3x) + 0.1 noise', samples: 40 },
    'meanSquaredError',
    'testRmse',
  ],
])(
  '%s: an experiment runs from the terminal with the numbers of the page’s engine',
  async (_, data, loss, score) => {
    const written = {
      format: 'gradient-lab/experiment',
      version: 1,
      data,
      network: { depth: 2, width: 6, activation: 'tanh' },
      training: { loss, optimizer: { kind: 'sgd', learningRate: 0.2 }, batchSize: 8, steps: 30 },
    };
    const path = join(folder, `${data.kind}.experiment.json`);
    writeFileSync(path, JSON.stringify(written));
    const { status, stdout } = lab('run', path, '--backend', 'reference');
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line));
    const trainer = await createTrainer(parseExperiment(written), await openKernels('reference'));
    for (const line of lines) {
      const frame = (await trainer.advance(true))!;
      expect(line.loss).toBe(frame[runIndex('loss')]);
    }
    expect(lines).toHaveLength(30);
    expect(lines[0][score]).toBeTypeOf('number');
  },
);

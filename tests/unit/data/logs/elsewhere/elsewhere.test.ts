import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meaningOf, Points } from '../../../../../src/data/logs/elsewhere/points';
import { csvRows } from '../../../../../src/data/logs/elsewhere/slices';
import { maskedCrc, readEvents } from '../../../../../src/data/logs/elsewhere/tensorboard';
import { notMeasured } from '../../../../../src/data/logs/quantities';
import { readLog } from '../../../../../src/data/logs/readLog';

const file = (name: string) => readFileSync(join(import.meta.dirname, '../../../../fixtures/logs', name));
const fixture = file('events.out.tfevents.fixture');
const read = async (content: BlobPart, name: string) => (await readLog(new Blob([content]), name))[0]!;
const modulesOf = ({ header }: { header: { modules: readonly { name: string }[] } }) =>
  header.modules.map(({ name }) => name);

describe('names of other programs', () => {
  test.each([
    ['layers.3.mlp.fc1.weight/grad_norm', 'layers.3.mlp.fc1', 'weightGradNorm'],
    ['grad_2.0_norm/fc1.weight', 'fc1', 'weightGradNorm'],
    ['grad_norm/model.fc1.bias', 'fc1', 'biasGradNorm'],
    ['fc1.grad_norm', 'fc1', 'weightGradNorm'],
    ['encoder/layer_0/weight_norm', 'encoder.layer_0', 'weightNorm'],
    ['update_ratio/head.weight', 'head', 'updateRatio'],
    ['conv1/activation_std', 'conv1', 'activationStd'],
    ['relu/dead_fraction', 'relu', 'deadFraction'],
  ])('%s', (name, module, quantity) => {
    expect(meaningOf(name)).toEqual({ module, quantity });
  });

  test('a loss is the run’s, and other numbers are no quantity of a module', () => {
    for (const name of ['loss', 'train/loss', 'train_loss', 'loss/train'])
      expect(meaningOf(name)).toBe('loss');
    for (const name of ['accuracy', 'lr', 'val/loss', 'grad_norm']) expect(meaningOf(name)).toBeUndefined();
  });
});

describe('an event file that TensorBoard’s own writer wrote', () => {
  test('scalars and histograms become modules, and what is neither is told', async () => {
    const run = await read(fixture, 'events.out.tfevents.1');
    expect(modulesOf(run)).toEqual(['layers.0.mlp.fc1', 'layers.1.mlp.fc1', 'layers.2.mlp.fc1', 'head']);
    const summary = run.summary();
    expect([...summary.steps]).toEqual([0, 10, 20]);
    expect(summary.loss[1]).toBeCloseTo(1 / 11, 7);
    const { values } = run.moment(2);
    expect(values.weightGradNorm![1]).toBeCloseTo(0.01 / 21, 9);
    // The norm of fifty numbers of standard deviation 3.
    expect(values.weightGradNorm![3]).toBeGreaterThan(15);
    expect(values.weightGradNorm![3]).toBeLessThan(28);
    expect(run.notices.map(({ en }) => en).join()).toContain('accuracy');
  });

  test('cut off, it is read up to its last whole record; damaged, it is refused', async () => {
    const cut = await read(fixture.subarray(0, fixture.length - 5), 'events.out.tfevents.1');
    expect([...cut.summary().steps]).toEqual([0, 10]);
    expect(cut.notices.some(({ en }) => en.includes('cut off'))).toBe(true);
    const damaged = Uint8Array.from(fixture);
    damaged[200]! ^= 1;
    await expect(read(damaged, 'events.out.tfevents.1')).rejects.toThrow(/checksum of record \d+ is wrong/);
  });

  test('read in slices of any size it is the same', async () => {
    const whole = new Points();
    await readEvents(new Blob([fixture]), 'a', whole);
    for (const bytesAtOnce of [1, 100, 333]) {
      const parts = new Points();
      expect(await readEvents(new Blob([fixture]), 'a', parts, undefined, bytesAtOnce)).toBe(false);
      expect(parts.run('a', '').moment(2)).toEqual(whole.run('a', '').moment(2));
    }
  });

  test('TensorFlow 2 writes scalars and histograms as tensors, and names their plugin once', async () => {
    const run = await read(file('events.out.tfevents.2.fixture'), 'events.out.tfevents.2');
    expect(modulesOf(run)).toEqual(['layers.0', 'layers.1', 'layers.2', 'head']);
    const summary = run.summary();
    expect([...summary.steps]).toEqual([0, 10, 20]);
    expect(summary.loss[1]).toBeCloseTo(1 / 11, 7);
    for (const at of [0, 1, 2]) {
      const { weightGradNorm, activationMean, activationStd } = run.moment(at).values;
      expect(weightGradNorm![1]).toBeCloseTo(0.01 / (1 + 10 * at), 9);
      // 400 numbers of standard deviation 3; 30 buckets blur it by less than a hundredth.
      expect(Math.abs(weightGradNorm![3]! / 60 - 1)).toBeLessThan(0.1);
      expect(activationMean![3]).toBeCloseTo(5, 0);
      expect(Math.abs(activationStd![3]! / 2 - 1)).toBeLessThan(0.1);
    }
    expect(run.notices.map(({ en }) => en)).toEqual([
      'Left out, since they stand for no quantity of a module: notes.',
      expect.stringMatching(/^Norms and deviations of 2 histograms are estimated from their buckets/),
    ]);
  });

  test('the checksum is CRC-32C, masked', () => {
    // The check value of CRC-32C is e3069283 (RFC 3720); masked as TensorFlow does.
    const crc = 0xe3069283;
    const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
    expect(maskedCrc(new TextEncoder().encode('123456789'))).toBe(masked);
  });
});

describe('tables with a step', () => {
  const expected = async (content: string, name: string) => {
    const run = await read(content, name);
    expect(modulesOf(run)).toEqual(['fc1', 'fc2']);
    expect([...run.summary().steps]).toEqual([0, 5]);
    expect([...run.summary().loss]).toEqual([2, 1]);
    const { values } = run.moment(1);
    expect([...values.weightGradNorm!]).toEqual([0.25, notMeasured]);
  };

  test('plain CSV', () =>
    expected('step,loss,fc1/grad_norm,fc2/grad_norm\n0,2,0.5,0.125\n5,1,0.25,\n', 'log.csv'));

  test('a CSV of W&B’s charts, with extremes', () =>
    expected(
      '"Step","run-1 - loss","run-1 - loss__MIN","run-1 - fc1/grad_norm","run-1 - fc2/grad_norm"\n0,2,2,0.5,0.125\n5,1,1,0.25,""\n',
      'wandb_export.csv',
    ));

  test('W&B’s history as JSON lines', () =>
    expected(
      [
        { _step: 0, _timestamp: 17, loss: 2, 'fc1/grad_norm': 0.5, 'fc2/grad_norm': 0.125 },
        { _step: 5, loss: 1, 'fc1/grad_norm': 0.25 },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n'),
      'history.jsonl',
    ));

  test('MLflow’s metrics, one a row', () =>
    expected(
      JSON.stringify({
        metrics: [
          { key: 'loss', value: 2, step: 0 },
          { key: 'fc1/grad_norm', value: 0.5, step: 0 },
          { key: 'fc2/grad_norm', value: 0.125, step: 0 },
          { key: 'loss', value: 1, step: 5 },
          { key: 'fc1/grad_norm', value: 0.25, step: 5 },
        ],
      }),
      'metrics.json',
    ));

  test('metrics as JSON in a column, as trackio has them', () =>
    expected(
      JSON.stringify([
        { run_name: 'a', step: 0, metrics: '{"loss":2,"fc1/grad_norm":0.5,"fc2/grad_norm":0.125}' },
        { run_name: 'a', step: 5, metrics: '{"loss":1,"fc1/grad_norm":0.25}' },
      ]),
      'metrics.json',
    ));

  const runsOf = async (content: BlobPart, name: string) =>
    (await readLog(new Blob([content]), name)).map((run) => {
      const { name, steps, loss } = run.summary();
      return {
        name,
        steps: [...steps],
        loss: [...loss],
        norms: [...(run.moment(0).values.weightGradNorm ?? [])],
      };
    });

  test('trackio’s Parquet file: its runs apart, empty cells not measured', async () => {
    const runs = await runsOf(file('trackio.parquet'), 'project.parquet');
    expect(runs).toEqual([
      {
        name: 'project.parquet (dainty-sunset-0)',
        steps: [0, 5, 10],
        loss: [2, 1.5, 1],
        norms: [0.5, 0.125],
      },
      { name: 'project.parquet (brave-moon-1)', steps: [0, 5, 10], loss: [4, 3, 2], norms: [1, 0.25] },
    ]);
    const [run] = await readLog(new Blob([file('trackio.parquet')]), 'project.parquet');
    expect([...run!.moment(1).values.weightGradNorm!]).toEqual([0.25, notMeasured]);
    const cut = file('trackio.parquet').subarray(0, 3000);
    await expect(read(cut, 'project.parquet')).rejects.toThrow(/Parquet file cannot be read/);
  });

  test('two runs in one chart of W&B, and in a long table: each is a run', async () => {
    const wide = '"Step","a - fc1/grad_norm","b - fc1/grad_norm"\n0,0.5,0.25\n';
    expect((await runsOf(wide, 'chart.csv')).map(({ name, norms }) => [name, norms])).toEqual([
      ['chart.csv (a)', [0.5]],
      ['chart.csv (b)', [0.25]],
    ]);
    const long = 'run_id,key,value,step\nx,fc1/grad_norm,0.5,0\ny,fc1/grad_norm,0.25,0\ny,accuracy,1,0\n';
    expect((await runsOf(long, 'metrics.csv')).map(({ name }) => name)).toEqual([
      'metrics.csv (x)',
      'metrics.csv (y)',
    ]);
  });

  test('a CSV file is read in slices that end with a row, wherever they are cut', async () => {
    const text = 'step,"note, a\nsecond line",fc1/grad_norm\r\n0,"a ""b""\nc",0.5\r\n5,ü,0.25\r\n10,,0.125';
    const rows = async (bytesAtOnce: number) => {
      const all: unknown[] = [];
      for await (const some of csvRows(new Blob([text]), undefined, bytesAtOnce)) all.push(...some);
      return all;
    };
    const whole = await rows(1e6);
    expect(whole).toEqual([
      { step: '0', 'note, a\nsecond line': 'a "b"\nc', 'fc1/grad_norm': '0.5' },
      { step: '5', 'note, a\nsecond line': 'ü', 'fc1/grad_norm': '0.25' },
      { step: '10', 'note, a\nsecond line': '', 'fc1/grad_norm': '0.125' },
    ]);
    for (const size of [1, 7, 40]) expect(await rows(size)).toEqual(whole);
  });

  test('lines that are cut off are left out and told', async () => {
    const lines = [0, 5].map((_step) => JSON.stringify({ _step, 'fc1/grad_norm': 0.5 }));
    const run = await read(`${lines.join('\n')}\n{"_step":10,"fc1/gr`, 'history.jsonl');
    expect([...run.summary().steps]).toEqual([0, 5]);
    expect(run.notices.map(({ en }) => en)).toEqual([
      '1 line is not JSON and left out; all others were read.',
    ]);
  });

  test('a table without a step, or without a number that the room knows, is refused in a sentence', async () => {
    await expect(read('loss\n1\n', 'log.csv')).rejects.toThrow(/does not begin with a line of JSON/);
    await expect(read('step,accuracy\n1,0.5\n', 'log.csv')).rejects.toThrow(/none of its names/);
  });
});

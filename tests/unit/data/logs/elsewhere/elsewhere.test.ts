import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../../../../src/data/logs/elsewhere/points';
import { maskedCrc } from '../../../../../src/data/logs/elsewhere/tensorboard';
import { notMeasured } from '../../../../../src/data/logs/quantities';
import { readLog } from '../../../../../src/data/logs/readLog';

const fixture = readFileSync(
  join(import.meta.dirname, '../../../../fixtures/logs/events.out.tfevents.fixture'),
);
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

  test('a table without a step, or without a number that the room knows, is refused in a sentence', async () => {
    await expect(read('loss\n1\n', 'log.csv')).rejects.toThrow(/does not begin with a line of JSON/);
    await expect(read('step,accuracy\n1,0.5\n', 'log.csv')).rejects.toThrow(/none of its names/);
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { exportCommand } from '../../../cli/export';
import { readSafetensors } from '../../../src/data/tensors/safetensors';
import { exportFormats } from '../../../src/exports';
import { experimentSections, scriptOf } from '../../../src/exports/pytorch';
import { parseExperiment } from '../../../src/schema/parse';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lab = (...args: string[]) =>
  spawnSync(
    'node',
    ['--import', import.meta.resolve('tsx'), join(process.cwd(), 'cli/lab.ts'), 'export', ...args],
    {
      encoding: 'utf8',
      cwd: folder,
    },
  );

function file(name: string, value: object): string {
  writeFileSync(join(folder, name), JSON.stringify(value));
  return join(folder, name);
}

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'moons', samples: 40 },
  network: { depth: 2, width: 4, activation: 'tanh' },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 12 },
};
const one = file('net.experiment.json', experiment);
const other = file('other.experiment.json', { ...experiment, seed: 2 });
const distillation = file('d.distillation.json', {
  format: 'gradient-lab/distillation',
  version: 1,
  teacher: experiment,
  student: experiment,
  method: [{ kind: 'hinton' }],
});
const transfer = file('t.transfer.json', {
  format: 'gradient-lab/transfer',
  version: 1,
  source: experiment,
  target: { shifts: [{ kind: 'rotation', degrees: 30 }] },
  methods: [{ kind: 'sourceOnly' }],
});
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

/** The command in this process, which starts sooner; what it writes goes into the folder. @returns the names of its files */
async function exported(
  of: string | readonly string[],
  options: { to?: string; out?: string },
): Promise<string[]> {
  const told: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void told.push(line));
  try {
    await exportCommand([of].flat(), {
      ...options,
      ...(options.out ? { out: join(folder, options.out) } : {}),
    });
  } finally {
    log.mockRestore();
  }
  return told.map((path) => relative(folder, path));
}

describe('lab export', () => {
  test('an experiment is the page’s own script, under its own name in the present folder', async () => {
    const { status, stdout, stderr } = lab('net.experiment.json', '--to', 'pytorch');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'net.py\n', stderr: '' });
    expect(text('net.py')).toBe(scriptOf(await experimentSections(parseExperiment(experiment))));
  });

  test('bad input ends with status 2 and one sentence', () => {
    const { status, stdout, stderr } = lab('net.experiment.json', '--to', 'jax');
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: `--to: found "jax" for an export; use ${exportFormats.join(', ')}.\n`,
    });
  });

  test.each([
    ['pytorch', 'run.py', 'import torch'],
    ['notebook', 'run.ipynb', '"nbformat": 4'],
    ['keras', 'run.keras.py', 'import keras'],
    ['tensorflow', 'run.mjs', "import * as tf from '@tensorflow/tfjs'"],
    ['npz', 'run.npz', 'hidden.0.weight.npy'],
    ['onnx', 'run.onnx', 'Gradient Lab'],
  ])('%s, into a file of another folder', async (to, name, content) => {
    expect(await exported(one, { to, out: `deep/${name}` })).toEqual([`deep/${name}`]);
    expect(text(`deep/${name}`)).toContain(content);
  });

  test('weights, into a folder', async () => {
    expect(await exported(one, { to: 'safetensors', out: '.' })).toEqual(['net.safetensors']);
    const tensors = readSafetensors(readFileSync(join(folder, 'net.safetensors')), 'net.safetensors');
    expect(tensors[0]).toMatchObject({ name: 'hidden.0.weight', shape: [4, 2] });
  });

  test('a distillation and a transfer become scripts; several experiments a zip archive', async () => {
    expect(await exported(distillation, { to: 'notebook', out: '.' })).toEqual(['d.ipynb']);
    expect(text('d.ipynb')).toContain('A distillation of Gradient Lab');
    expect(await exported(transfer, { to: 'pytorch', out: '.' })).toEqual(['t.py']);
    expect(text('t.py')).toContain('A transfer of Gradient Lab');
    expect(await exported([one, other], { to: 'pytorch', out: 'both.zip' })).toEqual(['both.zip']);
    const files = Object.keys(unzipSync(readFileSync(join(folder, 'both.zip'))));
    expect(files.filter((name) => name.endsWith('/run.py'))).toHaveLength(2);
    expect(files).toContain('compare.py');
  });

  test.each([
    [[], {}, 'FILE: missing; use an experiment, a distillation, a transfer, or several experiments.'],
    [[one], {}, `--to: missing; use ${exportFormats.join(', ')}.`],
    [[distillation], { to: 'onnx' }, '--to: found "onnx" for a distillation; use pytorch, notebook.'],
    [[transfer], { to: 'keras' }, '--to: found "keras" for a transfer; use pytorch, notebook.'],
    [[one, other], { to: 'keras' }, '--to: found "keras" for a comparison; use pytorch.'],
    [
      [one, other],
      { to: 'pytorch', out: 'both.py' },
      /both\.py for 3 files; use the name of a \.zip file, or a folder\.$/,
    ],
    [
      [one],
      { to: 'pytorch', out: 'net.experiment.json/run.py' },
      /^--out: .*; use a file that can be written\.$/,
    ],
  ])('refused in one sentence: %j %j', async (files, options, sentence) => {
    await expect(exported(files, options)).rejects.toThrow(sentence);
    expect(existsSync(join(folder, 'both.py'))).toBe(false);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createTrainer } from '../../src/engine/createTrainer';
import { openKernels } from '../../src/engine/kernels/open';
import { experimentSections, scriptOf } from '../../src/exports/pytorch';
import { openWeights, weightFile } from '../../src/exports/weights';
import type { ExperimentSpec } from '../../src/schema/experiment';
import { parseExperiment } from '../../src/schema/parse';
import { pythonWithTorch } from './python';

const python = pythonWithTorch();
if (!python)
  console.warn('Skipped: weights to PyTorch and back need python3-torch (Debian), as .ci/run installs.');

const spec = (network: object): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 80 },
    network: { depth: 3, width: 6, activation: 'tanh', ...network },
    training: { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 16, steps: 20 },
  });

const start = async (of: ExperimentSpec) => createTrainer(of, await openKernels('reference'));

describe.skipIf(!python)('weights to PyTorch and back', () => {
  const root = mkdtempSync(join(tmpdir(), 'gradient-lab-weights-'));
  afterAll(() => rmSync(root, { recursive: true }));

  test.each([
    ['plain', {}],
    ['normalized over the batch, with dropout', { normalization: 'batch', dropout: 0.2 }],
    ['residual, layer normalization', { normalization: 'layer', residual: true }],
  ])('%s: both compute the same loss with the weights of the other', async (name, network) => {
    const folder = mkdtempSync(join(root, name.slice(0, 5)));
    const trainer = await start(spec(network));
    for (let step = 0; step < 20; step++) await trainer.advance();
    const { arrays } = await trainer.checkpoint();
    writeFileSync(join(folder, 'run.py'), scriptOf(await experimentSections(spec(network))));
    for (const format of ['npz', 'safetensors'] as const)
      writeFileSync(join(folder, `weights.${format}`), await weightFile(spec(network), arrays, format));
    const script = join(import.meta.dirname, 'weights.py');
    const told = JSON.parse(execFileSync(python!, [script, folder], { encoding: 'utf8' }));
    const { loss } = await trainer.evaluate('train');
    expect(told.npz).toBeCloseTo(loss, 6);
    expect(told.safetensors).toBeCloseTo(loss, 6);
    for (const own of ['own.npz', 'own.safetensors']) {
      const opened = await openWeights(spec({}), new File([readFileSync(join(folder, own))], own));
      expect((await (await start(opened)).evaluate('train')).loss).toBeCloseTo(told.own, 6);
    }
  });
});

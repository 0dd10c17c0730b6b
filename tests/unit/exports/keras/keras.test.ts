import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { kerasSections } from '../../../../src/exports/keras';
import { scriptOf } from '../../../../src/exports/pytorch';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';

const kerasScript = async (spec: ExperimentSpec) => scriptOf(await kerasSections(spec));

const experiment = (network: object, training: object = {}, data: object = { kind: 'moons', samples: 60 }) =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data,
    network: { depth: 2, width: 5, activation: 'tanh', ...network },
    training,
  });

const python = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return 'python3';
  } catch {
    return undefined;
  }
})();
if (!python) console.warn('Skipped: that the Keras script is Python needs python3.');

const scripts = {
  plain: experiment({}),
  'every part': experiment(
    { activation: 'elu', residual: true, normalization: 'batch', dropout: 0.1 },
    {
      optimizer: { kind: 'adamw', learningRate: 0.01 },
      weightDecay: 0.1,
      clipNorm: 1,
      schedule: { kind: 'cosine' },
    },
  ),
  regression: experiment(
    {},
    { loss: 'meanSquaredError', batchSize: 'full', optimizer: { kind: 'rmsprop', learningRate: 0.01 } },
    { kind: 'sine', samples: 40 },
  ),
};

test.skipIf(!python).each(Object.entries(scripts))('%s: the script for Keras is Python', async (_, spec) => {
  const check = "import sys; compile(sys.stdin.read(), 'run.py', 'exec')";
  execFileSync(python!, ['-c', check], { input: await kerasScript(spec), stdio: ['pipe', 'ignore', 'pipe'] });
});

test('layers, activations, losses and updates stand as Keras has them', async () => {
  const script = await kerasScript(scripts['every part']);
  for (const line of [
    'layers.BatchNormalization(momentum=0.9, epsilon=1e-5)(a)',
    'def elu(z):',
    'layers.Add()([a, h])',
    'keras.losses.CategoricalCrossentropy(from_logits=True)',
    'global_clipnorm=1',
    'next0 = (state0 * 0.9 + gradient * 0.09999999999999998)',
  ])
    expect(script).toContain(line);
});

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readSafetensors } from '../../../../src/data/tensors/safetensors';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { type Optimizer, optimizers } from '../../../../src/engine/optimizers';
import { type Schedule, schedules } from '../../../../src/engine/schedules';
import { runIndex } from '../../../../src/engine/telemetry';
import { factorCode, tensorflowFiles, tensorflowScript } from '../../../../src/exports/tensorflow';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';

const steps = 25;
const experiment = (network: object, training: object = {}, data: object = { kind: 'moons', samples: 60 }) =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    seed: 4,
    data,
    network: { depth: 2, width: 5, activation: 'tanh', initializer: { kind: 'glorotUniform' }, ...network },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps, ...training },
  });

/** Beside the project's packages, so that the script finds TensorFlow.js. */
const folder = join(process.cwd(), 'node_modules', `.tensorflow-test-${process.pid}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ran(spec: ExperimentSpec, name: string) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, (await tensorflowScript(spec)).code);
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as {
    losses: number[];
    parameters: { weight: { arraySync(): number[][] } }[];
  };
}

describe('an experiment as TensorFlow.js, run', () => {
  const cases: readonly (readonly [string, ExperimentSpec])[] = [
    ['adam', experiment({ activation: 'gelu' }, { optimizer: { kind: 'adam', learningRate: 0.01 } })],
    [
      'adamw, batch normalization, schedule, clipping',
      experiment(
        { normalization: 'batch', activation: 'selu' },
        {
          optimizer: { kind: 'adamw', learningRate: 0.01 },
          weightDecay: 0.1,
          schedule: { kind: 'cosine' },
          clipNorm: 0.1,
        },
      ),
    ],
    [
      'residual with dropout and layer normalization',
      experiment({ residual: true, dropout: 0.2, normalization: 'layer', activation: 'leakyRelu' }),
    ],
    [
      'regression, full batch, rmsprop',
      experiment(
        { activation: 'hardTanh' },
        {
          loss: 'meanSquaredError',
          batchSize: 'full',
          optimizer: { kind: 'rmsprop', learningRate: 0.01 },
          weightDecay: 0.01,
        },
        { kind: 'sine', samples: 40 },
      ),
    ],
  ];
  test.each(cases)('%s: the lab’s losses and weights', async (name, spec) => {
    const { losses, parameters } = await ran(spec, name.replace(/\W+/g, '-'));
    const trainer = await createTrainer(spec, await openKernels('reference'));
    const there: number[] = [];
    for (let step = 0; step < steps; step++) there.push((await trainer.advance(true))![runIndex('loss')]!);
    expect(losses).toHaveLength(steps);
    losses.forEach((loss, step) => {
      expect(Math.abs(loss - there[step]!)).toBeLessThan(1e-4 * there[step]!);
    });
    const [first] = await trainer.parameters();
    parameters[0]!.weight
      .arraySync()
      .flat()
      .forEach((weight, k) => {
        expect(weight).toBeCloseTo(first!.weights[k]!, 3);
      });
  });
});

/** Evaluates an expression in `step`. */
const evaluated = (code: string, step: number): number => new Function('step', `return ${code}`)(step);

test.each(Object.entries<Optimizer>(optimizers as never))(
  '%s: its numbers by step are those of their code',
  (kind, entry) => {
    const { optimizer } = experiment({}, { optimizer: { kind, learningRate: 0.1 } }).training;
    for (const step of [1, 2, 30]) {
      const code = entry.scalarsCode?.(optimizer) ?? [];
      expect(code.map((one) => evaluated(one, step))).toEqual(entry.scalars(optimizer, step));
    }
  },
);

test.each(Object.entries<Schedule>(schedules as never))(
  '%s: its factor as JavaScript is its factor',
  (kind, entry) => {
    const { training } = experiment({}, { schedule: { kind } });
    const code = factorCode(training).replaceAll('STEPS', String(steps));
    for (const step of [0, 1, 7, 24])
      expect(evaluated(code, step)).toBeCloseTo(entry.factor(training.schedule, step, steps), 14);
  },
);

test('a name can’t break out of its comment; too many numbers are read from a file beside', async () => {
  const named = { ...experiment({}), name: 'a */ process.exit()' };
  expect((await tensorflowScript(named)).code.split('\n')[1]).not.toContain('*/');
  const files = await tensorflowFiles(experiment({ depth: 5, width: 1024 }), 'run.mjs');
  expect(Object.keys(files)).toEqual(['run.mjs', 'numbers.safetensors']);
  expect((files['run.mjs'] as string).length).toBeLessThan(12_000);
  const tensors = readSafetensors(files['numbers.safetensors'] as Uint8Array, 'numbers.safetensors');
  for (const { name, shape } of tensors)
    expect(files['run.mjs']).toContain(`await stored('${name}', [${shape.join(', ')}])`);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLog } from '../../src/data/logs/readLog';
import { activations } from '../../src/engine/activations';
import { createTrainer } from '../../src/engine/createTrainer';
import { initializers } from '../../src/engine/initializers';
import { openKernels } from '../../src/engine/kernels/open';
import { losses } from '../../src/engine/losses';
import { normalizations } from '../../src/engine/normalizations';
import { optimizers } from '../../src/engine/optimizers';
import { schedules } from '../../src/engine/schedules';
import { comparisonFiles, experimentSections, notebookOf, scriptOf } from '../../src/exports/pytorch';
import type { ExperimentSpec } from '../../src/schema/experiment';
import { parseExperiment } from '../../src/schema/parse';
import { compare } from './compareLog';
import { pythonWithTorch, runScripts } from './python';

/** Updates of each experiment. */
const steps = 50;

const spec = (changes: {
  readonly data?: object;
  readonly network?: object;
  readonly training?: object;
  readonly seed?: number;
}): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    seed: changes.seed ?? 3,
    data: changes.data ?? { kind: 'moons', samples: 60, noise: 0.1 },
    network: { depth: 3, width: 8, activation: 'tanh', ...changes.network },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps, ...changes.training },
  });

const each = <T extends string>(names: readonly T[], of: (name: T) => ExperimentSpec) =>
  names.map((name) => [name, of(name)] as const);
const keys = <K extends string>(registry: Readonly<Record<K, unknown>>) => Object.keys(registry) as K[];

/** Every entry of every registry that a script is written from, and the settings in combination. */
const experiments: readonly (readonly [string, ExperimentSpec])[] = [
  ...each(keys(activations), (activation) => spec({ network: { activation } })),
  ...each(keys(optimizers), (kind) =>
    spec({ training: { optimizer: { kind, learningRate: 0.01 }, weightDecay: 0.01 } }),
  ),
  ...each(keys(initializers), (kind) => spec({ network: { initializer: { kind, biasStd: 0.1 } } })),
  ...each(keys(schedules), (kind) => spec({ training: { schedule: { kind } } })),
  ...each(keys(normalizations), (normalization) => spec({ network: { normalization } })),
  ...each(keys(losses), (loss) => spec({ training: { loss } })),
  ['nesterov', spec({ training: { optimizer: { kind: 'momentum', learningRate: 0.01, nesterov: true } } })],
  [
    'residual, normalized, with dropout',
    spec({ network: { residual: true, normalization: 'layer', dropout: 0.3 } }),
  ],
  ['dropout in a deep network', spec({ network: { depth: 6, dropout: 0.2 } })],
  ['clipped, full batch', spec({ training: { clipNorm: 0.05, batchSize: 'full' } })],
  ['twenty sigmoid layers', spec({ network: { depth: 20, activation: 'sigmoid' } })],
  [
    'layers of different kinds',
    spec({
      network: {
        depth: undefined,
        width: undefined,
        activation: undefined,
        hidden: [
          { units: 7, activation: 'relu' },
          { units: 5, activation: 'gelu' },
          { units: 5, activation: 'linear' },
        ],
        residual: true,
      },
    }),
  ],
  ['regression', spec({ data: { kind: 'sine', samples: 80 }, training: { loss: 'meanSquaredError' } })],
  ['drawn points', spec({ data: { kind: 'points', features: ['x', 'y', 'xy'], testFraction: 0.25 } })],
  [
    'a formula',
    spec({
      data: { kind: 'formula', formula: 'sin(3x) + 0.1 noise', samples: 80 },
      training: { loss: 'meanSquaredError' },
    }),
  ],
  ['classes taught as numbers', spec({ training: { loss: 'meanSquaredError' }, seed: 2 ** 40 + 1 })],
];

const python = pythonWithTorch();
if (!python) console.warn('Skipped: exports in PyTorch need python3-torch (Debian), as .ci/run installs.');

describe.skipIf(!python)('experiments exported, run by PyTorch with the hook, and opened in Models', () => {
  const root = mkdtempSync(join(tmpdir(), 'gradient-lab-pytorch-'));
  const folder = (i: number) => join(root, String(i));
  beforeAll(async () => {
    for (const [i, [, experiment]] of experiments.entries()) {
      mkdirSync(folder(i));
      writeFileSync(join(folder(i), 'run.py'), scriptOf(await experimentSections(experiment)));
    }
    runScripts(
      python!,
      experiments.map((_, i) => folder(i)),
      'run.py',
    );
  }, 300_000);
  afterAll(() => rmSync(root, { recursive: true }));

  test.each(experiments.map(([name, experiment], i) => [name, experiment, i] as const))(
    '%s: the lab’s very curves, loss and every layer, over 50 steps',
    async (_, experiment, i) => {
      const log = new Blob([readFileSync(join(folder(i), 'run.jsonl'))]);
      const [run] = await readLog(log, 'run.jsonl');
      const frames = await labFrames(experiment);
      expect([...run!.summary().steps]).toEqual(frames.map((_, step) => step));
      const { compared, faults } = compare(experiment, run!, frames);
      expect(faults).toEqual([]);
      expect(compared).toBeGreaterThan(steps * 10);
    },
  );

  test('a comparison runs all its experiments', async () => {
    const compared = experiments.slice(0, 2).map(([, experiment]) => experiment);
    const files = await comparisonFiles(compared);
    const place = join(root, 'comparison');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(place, dirname(path)), { recursive: true });
      writeFileSync(join(place, path), text);
    }
    runScripts(python!, [place], 'compare.py');
    const folders = Object.keys(files).flatMap((path) => (path.includes('/') ? [dirname(path)] : []));
    for (const [i, name] of folders.entries()) {
      const [mine, other] = [join(place, name, 'run.jsonl'), join(folder(i), 'run.jsonl')].map(lossLines);
      expect(mine).toEqual(other);
    }
  });

  test('a notebook runs cell by cell to the same log', async () => {
    const [, experiment] = experiments[0]!;
    const { cells } = JSON.parse(notebookOf(await experimentSections(experiment))) as {
      cells: { cell_type: string; source: string[] }[];
    };
    const place = join(root, 'notebook');
    mkdirSync(place);
    const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));
    writeFileSync(join(place, 'cells.json'), JSON.stringify(code));
    writeFileSync(
      join(place, 'run.py'),
      "import json\nfor cell in json.load(open('cells.json')):\n    exec(compile(cell, 'cell', 'exec'), globals())\n",
    );
    runScripts(python!, [place], 'run.py');
    const [mine, other] = await Promise.all(
      [join(place, 'run.jsonl'), join(folder(0), 'run.jsonl')].map(async (path) => {
        const [run] = await readLog(new Blob([readFileSync(path)]), 'run.jsonl');
        return run!.summary().loss;
      }),
    );
    expect(mine).toEqual(other);
  });
});

/** The losses of a log, as they are written. */
const lossLines = (path: string) => readFileSync(path, 'utf8').match(/"loss":[^,]+/g);

/** The lab's own telemetry, in float64. */
async function labFrames(experiment: ExperimentSpec): Promise<Float64Array[]> {
  const trainer = await createTrainer(experiment, await openKernels('reference'));
  const frames: Float64Array[] = [];
  for (let step = 0; step < steps; step++) frames.push((await trainer.advance(true))!.slice());
  return frames;
}

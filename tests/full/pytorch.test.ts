import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
import { layerIndex, runIndex } from '../../src/engine/telemetry';
import { experimentFiles, type Files } from '../../src/exports';
import { comparisonFiles, experimentSections, notebookOf, scriptOf } from '../../src/exports/pytorch';
import { rowOf } from '../../src/features/models/values';
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

/** A table of numbers, categories and yes/no with missing values; a column marks the rows for testing. */
const ownTable = (outcome: (i: number) => string | number) =>
  [
    'width,place,wet,part,outcome',
    ...Array.from({ length: 70 }, (_, i) =>
      [
        i % 6 ? ((i * 13) % 29) / 4 : '?',
        ['Ulm', 'Bonn', 'NA'][i % 3],
        i % 2 ? 'yes' : 'no',
        i % 5 ? 'train' : 'test',
        outcome(i),
      ].join(),
    ),
  ].join('\n');

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
  [
    'an own table of words, with missing values and rows for testing',
    spec({
      data: {
        kind: 'table',
        file: 'leaves.csv',
        text: ownTable((i) => (i % 3 ? 'oak' : 'birch')),
        target: 'outcome',
      },
    }),
  ],
  [
    'an own table of numbers, standardized',
    spec({
      data: {
        kind: 'table',
        file: 'prices.csv',
        text: ownTable((i) => 900 + ((i * 37) % 53)),
        target: 'outcome',
      },
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

  test('the lines that Models draws over the steps are the lab’s', async () => {
    const [, experiment] = experiments[0]!;
    const log = new Blob([readFileSync(join(folder(0), 'run.jsonl'))]);
    const [run] = await readLog(log, 'run.jsonl');
    const frames = await labFrames(experiment);
    const linear = run!.header.modules.flatMap(({ type }, module) => (type === 'Linear' ? [module] : []));
    for (const quantity of ['signalNorm', 'weightNorm', 'weightGradNorm', 'updateRatio'] as const) {
      const { columns, values } = run!.matrix(quantity, 1000);
      for (const [layer, module] of linear.entries()) {
        const line = rowOf(values, columns.length, [module], quantity);
        expect(line).toHaveLength(steps);
        for (const [step, drawn] of line.entries()) {
          const own = frames[step]![layerIndex(layer, quantity)]!;
          expect(Math.abs(drawn - own)).toBeLessThanOrEqual(1e-4 * own);
        }
      }
    }
  });

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

describe.skipIf(!python)('an experiment of more than four million numbers', () => {
  const few = 3;
  const large = spec({ network: { depth: 5, width: 1024 }, training: { steps: few } });
  /** Beside the project's packages, so that the module finds TensorFlow.js. */
  const place = join(process.cwd(), 'node_modules', `.large-test-${process.pid}`);
  beforeAll(() => void mkdirSync(place, { recursive: true }));
  afterAll(() => rmSync(place, { recursive: true }));
  const write = (files: Files) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(place, name), content);
  };
  let frames: Float64Array[];
  beforeAll(async () => {
    frames = await labFrames(large, few);
  }, 300_000);

  test('PyTorch reads them from the file beside the script, and comes to the lab’s numbers', async () => {
    write(await experimentFiles(large, 'pytorch', 'run'));
    expect(statSync(join(place, 'run.py')).size).toBeLessThan(6000);
    expect(statSync(join(place, 'numbers.npz')).size).toBeGreaterThan(8 * 4_000_000);
    runScripts(python!, [place], 'run.py');
    const [run] = await readLog(new Blob([readFileSync(join(place, 'run.jsonl'))]), 'run.jsonl');
    expect(run!.summary().steps).toHaveLength(few);
    const { compared, faults } = compare(large, run!, frames);
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(few * 10);
  });

  test('TensorFlow.js reads them too', async () => {
    write(await experimentFiles(large, 'tensorflow', 'run'));
    const { losses } = (await import(/* @vite-ignore */ pathToFileURL(join(place, 'run.mjs')).href)) as {
      losses: number[];
    };
    expect(losses).toHaveLength(few);
    for (const [step, loss] of losses.entries())
      expect(loss).toBeCloseTo(frames[step]![runIndex('loss')]!, 4);
  });
});

/** The losses of a log, as they are written. */
const lossLines = (path: string) => readFileSync(path, 'utf8').match(/"loss":[^,]+/g);

/** The lab's own telemetry, in float64. */
async function labFrames(experiment: ExperimentSpec, count = steps): Promise<Float64Array[]> {
  const trainer = await createTrainer(experiment, await openKernels('reference'));
  const frames: Float64Array[] = [];
  for (let step = 0; step < count; step++) frames.push((await trainer.advance(true))!.slice());
  return frames;
}

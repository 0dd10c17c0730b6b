import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notMeasured } from '../../src/data/logs/quantities';
import { readLog } from '../../src/data/logs/readLog';
import type { LogRun } from '../../src/data/logs/run';
import { activations } from '../../src/engine/activations';
import { createTrainer } from '../../src/engine/createTrainer';
import { initializers } from '../../src/engine/initializers';
import { openKernels } from '../../src/engine/kernels/open';
import { losses } from '../../src/engine/losses';
import { normalizations } from '../../src/engine/normalizations';
import { optimizers } from '../../src/engine/optimizers';
import { schedules } from '../../src/engine/schedules';
import { type LayerQuantity, layerIndex, runIndex } from '../../src/engine/telemetry';
import { experimentSections, notebookOf, scriptOf } from '../../src/features/pytorch';
import { type ExperimentSpec, hiddenLayers } from '../../src/schema/experiment';
import { parseExperiment } from '../../src/schema/parse';
import { pythonWithTorch, runScripts } from './python';

/** Updates of each experiment, and how far apart numbers may be. */
const [steps, tolerance] = [50, 1e-4];

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

/** The lab's own telemetry, in float64. */
async function labFrames(experiment: ExperimentSpec): Promise<Float64Array[]> {
  const trainer = await createTrainer(experiment, await openKernels('reference'));
  const frames: Float64Array[] = [];
  for (let step = 0; step < steps; step++) frames.push((await trainer.advance(true))!.slice());
  return frames;
}

/** Holds what the log says of each layer against the lab's frames. */
function compare(experiment: ExperimentSpec, run: LogRun, frames: readonly Float64Array[]) {
  const { network, training } = experiment;
  const { modules } = run.header;
  const linear = modules.flatMap(({ type }, module) => (type === 'Linear' ? [module] : []));
  expect(linear).toHaveLength(hiddenLayers(network).length + 1);
  // What the lab measures behind a skip connection or dropout is no module's output; and a clipped gradient is another one.
  const direct = !network.residual && network.dropout === 0;
  const gradients: LayerQuantity[] = training.clipNorm === null ? ['weightGradNorm', 'biasGradNorm'] : [];
  const faults: string[] = [];
  let compared = 0;
  const hold = (what: string, here: number, there: number, floor: number) => {
    compared++;
    if (!(Math.abs(here - there) <= tolerance * Math.max(Math.abs(there), floor)))
      faults.push(`${what}: ${here} in PyTorch, ${there} in the lab`);
  };
  /** The size below which a number is what rounding leaves of another. */
  const floorOf = (quantity: LayerQuantity, signal: number, frame: Float64Array): number => {
    // An update is measured on the weights themselves, which have sixteen digits.
    if (quantity === 'updateRatio') return 1e-11;
    // Behind output weights that are all alike the signal is 0.
    if (network.initializer.kind === 'constant')
      return 1e-9 * frame[layerIndex(linear.length - 1, 'signalNorm')]!;
    // The bias gradient beneath a batch normalization is 0.
    return quantity === 'biasGradNorm' ? 1e-3 * signal : 0;
  };
  const { loss } = run.summary();
  frames.forEach((frame, step) => {
    const { values } = run.moment(step);
    hold(`loss at step ${step}`, loss[step]!, frame[runIndex('loss')]!, 0);
    linear.forEach((module, layer) => {
      const there = (quantity: LayerQuantity) => frame[layerIndex(layer, quantity)]!;
      for (const quantity of ['signalNorm', 'weightNorm', 'updateRatio', ...gradients] as const) {
        // Weights that are all 0 have no relative update in the lab.
        if (quantity === 'updateRatio' && there('weightNorm') === 0) continue;
        const floor = floorOf(quantity, there('signalNorm'), frame);
        const here = values[quantity as 'signalNorm']![module]!;
        hold(`${quantity} of layer ${layer} at step ${step}`, here, there(quantity), floor);
      }
      const phi = modules[module + (network.normalization === 'none' ? 1 : 2)];
      if (!direct || layer === linear.length - 1 || !phi?.activation) return;
      const place = modules.indexOf(phi);
      for (const quantity of ['activationMean', 'activationStd'] as const) {
        const here = values[quantity]![place]!;
        expect(here).not.toBe(notMeasured);
        hold(`${quantity} of layer ${layer} at step ${step}`, here, there(quantity), there('activationRms'));
      }
    });
  });
  return { compared, faults: faults.slice(0, 5) };
}

import { describe, expect, test } from 'vitest';
import { activations } from '../../../src/engine/activations';
import { initializers } from '../../../src/engine/initializers';
import { losses } from '../../../src/engine/losses';
import { normalizations } from '../../../src/engine/normalizations';
import { optimizers } from '../../../src/engine/optimizers';
import { schedules } from '../../../src/engine/schedules';
import { digestOf, markedLines } from '../../../src/exports/marks';
import { prepare } from '../../../src/exports/prepared';
import { type ExperimentSpec, hiddenLayers } from '../../../src/schema/experiment';
import { parseExperiment } from '../../../src/schema/parse';
import { codeLibraries } from '../../../src/worker/code';
import { pageCode } from '../../../src/worker/codeSession';

const spec = (network: object = {}, training: object = {}, data: object = {}): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 40, ...data },
    network: { depth: 3, width: 4, activation: 'tanh', ...network },
    training,
  });
const names = (registry: object) => Object.keys(registry);

/** Every entry of every registry that code is written from. */
const experiments: readonly (readonly [string, ExperimentSpec])[] = [
  ...names(activations).map((activation) => [activation, spec({ activation })] as const),
  ...names(normalizations).map((normalization) => [normalization, spec({ normalization })] as const),
  ...names(initializers).map((kind) => [kind, spec({ initializer: { kind } })] as const),
  ...names(optimizers).map((kind) => [kind, spec({}, { optimizer: { kind, learningRate: 0.01 } })] as const),
  ...names(schedules).map((kind) => [kind, spec({}, { schedule: { kind } })] as const),
  ...names(losses).map((loss) => [loss, spec({}, { loss })] as const),
  ['one hidden layer', spec({ depth: 1 })],
  ['a loop of layers', spec({ depth: 9, dropout: 0.1 })],
  ['skip connections', spec({ depth: 9, residual: true, normalization: 'layer' })],
  [
    'layers of different kinds',
    spec({
      depth: undefined,
      width: undefined,
      activation: undefined,
      hidden: [2, 7, 5, 3, 6].map((units, l) => ({ units, activation: l % 2 ? 'relu' : 'gelu' })),
    }),
  ],
  ['regression', spec({}, { loss: 'meanSquaredError' }, { kind: 'sine' })],
];

describe.each(codeLibraries)('%s: the lines that make layers', (library) => {
  test.each(experiments)(
    '%s: every layer has its lines, and each of them only its own',
    async (_, experiment) => {
      const lines = markedLines(await pageCode(experiment, library, await prepare(experiment)));
      const widths = [...hiddenLayers(experiment.network).map(({ units }) => units)];
      for (let layer = 0; layer <= widths.length; layer++) {
        const own = lines.filter(({ layers }) => layers && layer >= layers[0] && layer < layers[1]);
        // A line of the network, its initial weights, its biases.
        expect(own.length, `layer ${layer}`).toBeGreaterThanOrEqual(3);
      }
      for (const { layers, text } of lines)
        if (layers) {
          expect(layers[0]).toBeLessThan(layers[1]);
          expect(layers[1]).toBeLessThanOrEqual(widths.length + 1);
          expect(text.trim()).not.toBe('');
        }
      // No mark, and no number beyond a setting, is left in the text.
      for (const { text } of lines) {
        expect(text).not.toContain('\u0001');
        expect(text.length).toBeLessThan(400);
      }
      expect(lines.filter(({ folded }) => folded).map(({ text }) => text.split('…').length)).toSatisfy(
        (counts: number[]) => counts.length >= 3 && counts.every((count) => count === 2),
      );
    },
  );
});

test('a line of its own layer names that layer’s size, the output’s that of the output', async () => {
  const experiment = experiments.find(([name]) => name === 'layers of different kinds')![1];
  const lines = markedLines(await pageCode(experiment, 'pytorch', await prepare(experiment)));
  const made = (from: number) =>
    lines
      .find(
        ({ layers, text }) => layers?.[0] === from && layers[1] === from + 1 && text.includes('nn.Linear'),
      )
      ?.text.trim();
  expect([0, 1, 2, 3, 4, 5].map(made)).toEqual([
    'nn.Linear(2, 2), nn.GELU(),',
    'nn.Linear(2, 7), nn.ReLU(),',
    'nn.Linear(7, 5), nn.GELU(),',
    'nn.Linear(5, 3), nn.ReLU(),',
    'nn.Linear(3, 6), nn.GELU(),',
    'self.output = nn.Linear(6, 2)',
  ]);
});

test('a name with the sign of marks changes nothing', async () => {
  const named = { ...spec(), name: 'a\u0001{"layers":[0,9]}\u0001' };
  for (const library of codeLibraries) {
    const lines = markedLines(await pageCode(named, library, await prepare(named)));
    expect(lines.slice(0, 4).some(({ layers }) => layers)).toBe(false);
  }
});

test('other numbers have another digest', () => {
  const numbers = Float64Array.from({ length: 100 }, (_, i) => Math.sin(i));
  expect(digestOf(numbers)).toBe(digestOf([...numbers]));
  for (let i = 0; i < numbers.length; i++)
    expect(digestOf(numbers.with(i, numbers[i]! + 1e-15))).not.toBe(digestOf(numbers));
});

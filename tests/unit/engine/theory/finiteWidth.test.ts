import { describe, expect, test } from 'vitest';
import { openKernels } from '../../../../src/engine/kernels/open';
import { finiteWidth, networksDrawn } from '../../../../src/engine/theory/finiteWidth';
import { parseExperiment } from '../../../../src/schema/parse';
import golden from '../../../golden/bands.json';

/** Networks of 50 layers, simulated by bands.py. */
const specOf = ({ activation, initializer, width }: (typeof golden.cases)[number]) =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'inline', inputs: golden.inputs, labels: golden.labels, testFraction: 0 },
    network: { depth: golden.depth, width, activation, initializer: { kind: initializer } },
    training: { batchSize: 'full' },
  });

/** The share of simulated networks that lie between two numbers, by their percentiles. */
function share(percentiles: readonly number[], low: number, high: number): number {
  const below = (x: number) => {
    const i = percentiles.findIndex((p) => p > x);
    if (i < 0) return 1;
    if (i === 0) return 0;
    const [a, b] = [percentiles[i - 1]!, percentiles[i]!];
    return (i - 1 + (x - a) / (b - a)) / 100;
  };
  return below(high) - below(low);
}

// Every activation with each initializer in turn, at 8 units; three at 32 in `npm run test:full`. All 72 with ALL_BANDS=1.
const initializers = ['heNormal', 'heUniform', 'orthogonal'];
const activations = [...new Set(golden.cases.map(({ activation }) => activation))];
const inTurn = golden.cases.filter(
  ({ activation, initializer, width }) =>
    (width === 8 && initializer === initializers[activations.indexOf(activation) % 3]) ||
    (process.env.EVERY_CASE &&
      width === 32 &&
      ['relu', 'gelu', 'orthogonal tanh'].includes(
        initializer === 'heNormal' ? activation : `${initializer} ${activation}`,
      )),
);
const cases = process.env.ALL_BANDS ? golden.cases : inTurn;

describe('the band holds 90 to 98 of 100 networks, its median is theirs (PyTorch, 2,000 networks of 50 layers)', () => {
  test.each(cases.map((one) => [one.activation, one.initializer, one.width, one] as const))(
    '%s, %s, %s units',
    async (_activation, _initializer, _width, one) => {
      const found = (await finiteWidth(specOf(one), () => openKernels('wasm')))!;
      const [low, median, high] = [found.low, found.median, found.high].map((band) => Math.log(band[0]!));
      const { percentiles } = one;
      expect(Math.abs(found.silent / found.networks - one.silent)).toBeLessThan(0.07);
      // There is no spread except rounding.
      if (percentiles[97]! - percentiles[3]! < 1e-9) {
        for (const bound of [low, median, high])
          expect(Math.abs(bound! - percentiles[50]!)).toBeLessThan(1e-5);
        return;
      }
      const held = share(percentiles, low!, high!);
      expect(held).toBeGreaterThan(0.9);
      expect(held).toBeLessThan(0.98);
      expect(Math.abs(share(percentiles, Number.NEGATIVE_INFINITY, median!) - 0.5)).toBeLessThan(0.1);
      expect(found.median.at(-1)).toBe(1);
    },
  );
});

test('no band where networks are too large to be drawn, or where hardly one passes a signal', async () => {
  const spec = (network: object) =>
    parseExperiment({
      format: 'gradient-lab/experiment',
      version: 1,
      data: { kind: 'moons', samples: 40 },
      network: { activation: 'relu', initializer: { kind: 'heNormal' }, ...network },
    });
  expect(networksDrawn(spec({ depth: 50, width: 256 }), 2)).toBe(0);
  expect(networksDrawn(spec({ depth: 50, width: 8 }), 2)).toBe(399);
  expect(await finiteWidth(spec({ depth: 50, width: 256 }), () => openKernels('wasm'))).toBeUndefined();
  expect(await finiteWidth(spec({ depth: 60, width: 2 }), () => openKernels('wasm'))).toBeUndefined();
});

test('it stops when requested', async () => {
  let asked = 0;
  const ended = await finiteWidth(
    specOf(golden.cases[0]!),
    () => openKernels('wasm'),
    () => ++asked < 3,
  );
  expect(ended).toBeUndefined();
  expect(asked).toBe(3);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readHeader } from '../../../../src/data/logs/header';
import type { LogQuantity } from '../../../../src/data/logs/quantities';
import { readLog } from '../../../../src/data/logs/readLog';
import type { LogMoment } from '../../../../src/data/logs/run';
import { type ChainTheory, chainTheory, signalOf } from '../../../../src/features/models/theory';

const fixture = async (name: string) => {
  const [run] = await readLog(new Blob([readFileSync(`tests/fixtures/logs/${name}`)]), name);
  return { header: run!.header, start: run!.moment(0), step: run!.summary().steps[0]! };
};
const found = (theory: ReturnType<typeof chainTheory>): ChainTheory => {
  if (typeof theory === 'string') throw new Error(theory);
  return theory;
};

test('ten tanh layers of 256 units in PyTorch: what theory expects was measured, layer by layer', async () => {
  const { header, start, step } = await fixture('wide.jsonl');
  const { layers, shares } = found(chainTheory(header, start, step));
  expect(layers.map((module) => header.modules[module]!.name)).toEqual(
    Array.from({ length: 10 }, (_, l) => String(2 * l)),
  );
  const last = signalOf(start, layers.at(-1)!);
  // Nine layers shrink the signal; each deviates by the width's 1/√256 at most.
  expect(shares.get(layers[0]!)!).toBeLessThan(0.5);
  expect(shares.size).toBe(19);
  for (const [module, share] of shares)
    expect(Math.abs(signalOf(start, module) / last / share - 1), header.modules[module]!.name).toBeLessThan(
      0.1,
    );
});

test('the vanishing sigmoid layers of the sample log: the order of magnitude over five layers', async () => {
  const { header, start, step } = await fixture('lstm.jsonl');
  const { layers, shares } = found(chainTheory(header, start, step));
  expect(layers).toHaveLength(6);
  const measured = signalOf(start, layers[0]!) / signalOf(start, layers.at(-1)!);
  expect(Math.abs(Math.log10(shares.get(layers[0]!)! / measured))).toBeLessThan(0.5);
});

/** A log of Linear layers of n units, each followed by an activation, with weights of variance w / n. */
function chain({
  n = 100,
  w = 2,
  layers = 4,
  type = 'ReLU',
  bias = 0.3 as number | null,
  options = {} as object | undefined,
}) {
  const modules = Array.from({ length: layers }, (_, l) => [
    {
      name: `${2 * l}`,
      type: 'Linear',
      parameters: {
        weight: { shape: [n, n], role: 'weight' },
        bias: { shape: [n], role: 'bias', ...(bias === null ? {} : { rms: bias }) },
      },
    },
    { name: `${2 * l + 1}`, type, activation: true, parameters: {}, ...(options ? { options } : {}) },
  ]).flat();
  const header = readHeader(
    { version: 1, modules, containers: [{ name: '', type: 'Sequential' }] },
    'run.jsonl',
  );
  const values = (number: number): Float64Array => new Float64Array(modules.length).fill(number);
  const numbers: Partial<Record<LogQuantity, Float64Array>> = {
    signalNorm: values(1),
    weightNorm: values(Math.sqrt(n * w)),
    activationMean: values(0),
    activationStd: values(1),
  };
  return { header, start: { at: 0, values: numbers, dtypes: [] } as LogMoment };
}
const theoryOf = ({ header, start }: ReturnType<typeof chain>, step = 0) => chainTheory(header, start, step);

describe('closed forms', () => {
  test('ReLU: each layer multiplies ‖δ‖² by σw² / 2, whatever the biases', () => {
    for (const w of [1, 2, 3]) {
      const { shares } = found(theoryOf(chain({ w })));
      for (let l = 0; l < 4; l++) expect(shares.get(2 * l)!).toBeCloseTo((w / 2) ** ((3 - l) / 2), 10);
      // Behind the activation, its slope has not acted yet.
      expect(shares.get(1)! / shares.get(0)!).toBeCloseTo(Math.SQRT2, 10);
    }
  });

  test('a leaky ReLU of PyTorch’s default slope, and no other', () => {
    const { shares } = found(theoryOf(chain({ type: 'LeakyReLU', options: { negative_slope: 0.01 } })));
    expect(shares.get(0)!).toBeCloseTo(((1 + 1e-4) / 2) ** 1.5 * 2 ** 1.5, 10);
    expect(theoryOf(chain({ type: 'LeakyReLU', options: { negative_slope: 0.2 } }))).toBe('noChain');
    expect(theoryOf(chain({ type: 'LeakyReLU', options: undefined }))).toBe('noChain');
  });
});

describe('where theory does not apply, the reason', () => {
  test.each([
    ['one layer', chain({ layers: 1 }), 0, 'noChain'],
    ['an activation that the lab lacks', chain({ type: 'Softsign' }), 0, 'noChain'],
    ['narrow layers', chain({ n: 4 }), 0, 'narrow'],
    ['a log that begins later', chain({}), 100, 'trained'],
    ['biases that an old log does not tell', chain({ bias: null }), 0, 'oldLog'],
  ] as const)('%s', (_, log, step, reason) => {
    expect(theoryOf(log, step)).toBe(reason);
  });

  test('weights that are NaN or all zero at the start', () => {
    expect(theoryOf(chain({ w: Number.NaN }))).toBe('notFinite');
    expect(theoryOf(chain({ w: 0 }))).toBe('notFinite');
  });

  test.each(['resnet.jsonl', 'transformer.jsonl'])('%s: no such chain', async (name) => {
    const { header, start, step } = await fixture(name);
    expect(chainTheory(header, start, step)).toBe('noChain');
  });
});

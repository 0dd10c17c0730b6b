import { expect } from 'vitest';
import type { ActivationName } from '../../../../../src/engine/activations';
import { numberOf, type Score } from '../../../../../src/engine/numeric/score';
import {
  bandOf,
  deadShare,
  geometricMean,
  layerNumbers,
  signalShares,
} from '../../../../../src/features/learn/figures/layers';
import {
  type Building,
  buildings,
  fiftyLayers,
  normalized,
  type Remedy,
  rates,
  remedied,
  tooLarge,
  underRate,
  type WeightRule,
} from '../../../../../src/features/learn/figures/mending/experiments';
import type { ExperimentSpec } from '../../../../../src/schema/experiment';
import { testClaims } from '../claims';
import { measuredAtStart, scoreAtEnd, train, withTrainer } from '../engine';

const three = [1, 2, 3];
const six = [1, 2, 3, 4, 5, 6];

const signals = async (activation: ActivationName, rule: WeightRule) => {
  const shares = [];
  for (const seed of three)
    shares.push(signalShares(await measuredAtStart(fiftyLayers(activation, rule, seed)), 50)[0]!);
  return shares;
};
const lastOutputs = async (activation: ActivationName, rule: WeightRule) => {
  const sizes = [];
  for (const seed of three)
    sizes.push(
      layerNumbers(await measuredAtStart(fiftyLayers(activation, rule, seed)), 'activationRms', 50)[49]!,
    );
  return sizes;
};
const through = async (building: Building, depth = 50) => {
  const shares = [];
  for (const seed of three)
    shares.push(signalShares(await measuredAtStart(normalized(building, depth, seed)), depth)[0]!);
  return shares;
};
const within = (values: readonly number[], low: number, high: number) => {
  expect(Math.min(...values)).toBeGreaterThan(low);
  expect(Math.max(...values)).toBeLessThan(high);
};
const league = async (remedy: Remedy) => {
  const scores: Score[] = [];
  for (const seed of six) scores.push(await scoreAtEnd(remedied(remedy, seed)));
  return scores;
};
const median = (scores: readonly Score[]) => bandOf(scores.map((score) => [numberOf(score)])).values[0]!;

/** The variance over the batch of outputs `[batch, units]`, the mean over the units. */
function varianceOf(outputs: ArrayLike<number>, units: number): number {
  const rows = outputs.length / units;
  let sum = 0;
  for (let unit = 0; unit < units; unit++) {
    const column = Array.from({ length: rows }, (_, row) => outputs[row * units + unit]!);
    const mean = column.reduce((total, one) => total + one, 0) / rows;
    sum += column.reduce((total, one) => total + (one - mean) ** 2, 0) / rows;
  }
  return sum / units;
}

/** The mean share of units without a slope after training, over three seeds. */
const without = async (activation: 'relu' | 'leakyRelu', rate: number) => {
  let sum = 0;
  for (const seed of three) {
    const spec = underRate(activation, rate, seed);
    sum += await withTrainer(spec, async (trainer) => {
      await train(trainer, spec.training.steps);
      return deadShare(await trainer.measure(), 3);
    });
  }
  return sum / three.length;
};

const chapter = {
  file: '04-mending',
  long: [
    'sick',
    'no-help',
    'he-learns',
    'selu-others',
    'selu-learns',
    'skips-learn',
    'together',
    'clipping',
    'sigmoid-rules',
  ],
};

testClaims(chapter, {
  'setup-fifty': ([width]) =>
    expect(fiftyLayers('relu', 'heNormal', 1).network).toMatchObject({ depth: 50, width }),
  'setup-normalized': ([width, batchSize]) => {
    for (const building of buildings) {
      const { network, training } = normalized(building, 50, 1);
      expect(network).toMatchObject({ width, activation: 'relu', initializer: { kind: 'heNormal' } });
      expect(training.batchSize).toBe(batchSize);
    }
  },
  'setup-clipping': () => {
    const { network, training } = tooLarge(true)(1);
    expect(network).toMatchObject({ depth: 20, activation: 'tanh', initializer: { sigmaW: 2.5 } });
    expect([training.clipNorm, tooLarge(false)(1).training.clipNorm]).toEqual([1, null]);
  },
  'setup-together': () => {
    const { network, training } = remedied('together', 1);
    expect(network).toMatchObject({
      activation: 'relu',
      initializer: { kind: 'heNormal' },
      normalization: 'layer',
      residual: true,
    });
    expect(training.clipNorm).toBe(1);
  },
  'selu-others': async ([least]) => {
    const sizes = async (rule: WeightRule) =>
      layerNumbers(await measuredAtStart(fiftyLayers('selu', rule, 1)), 'activationRms', 50);
    for (const rule of ['glorotNormal', 'orthogonal'] as const) {
      const found = await sizes(rule);
      expect(found[0]).toBeLessThan(0.5);
      within(found.slice(-1), 0.9, 1.1);
    }
    expect((await sizes('heNormal')).at(-1)).toBeGreaterThan(least!);
  },
  'scale-free': async () => {
    for (const building of ['batch', 'layer'] as const) {
      const sizes: number[][] = [];
      for (const gain of [1, 3]) {
        const { network, ...rest } = normalized(building, 10, 1);
        const initializer = { ...network.initializer, gain };
        const spec = { ...rest, network: { ...network, initializer } } as ExperimentSpec;
        sizes.push(layerNumbers(await measuredAtStart(spec), 'activationRms', 10));
      }
      sizes[0]!.forEach((size, layer) => {
        expect(Math.abs(size / sizes[1]![layer]! - 1)).toBeLessThan(0.01);
      });
    }
  },
  'skip-variance': async ([most]) => {
    const variances = await withTrainer(
      normalized('batchSkips', 50, 1),
      async (trainer) => {
        await trainer.measure();
        return (await trainer.layers())!.slice(0, -1).map(({ activations }) => varianceOf(activations, 64));
      },
      'cpu',
    );
    const factors = variances.slice(1).map((variance, i) => variance / variances[i]!);
    expect(factors[0]).toBeGreaterThan(2);
    expect(Math.max(...factors.slice(-10))).toBeLessThan(most!);
  },
  grows: async () => {
    for (const seed of three)
      expect(signalShares(await measuredAtStart(remedied('together', seed)), 20)[0]).toBeGreaterThan(1);
  },
  'setup-sick': ([width, rate, steps]) => {
    const { network, training } = remedied('none', 1);
    expect(network).toMatchObject({ depth: 20, width, activation: 'sigmoid' });
    expect(training).toMatchObject({ optimizer: { kind: 'sgd', learningRate: rate }, steps });
  },
  'setup-dead': ([width, steps]) => {
    const { network, training } = underRate('relu', 0.1, 1);
    expect(network).toMatchObject({ depth: 3, width });
    expect(training).toMatchObject({ optimizer: { kind: 'adam' }, steps });
  },
  // The median lies outside the range of n samples only if all of them fall on one side of it: 2 · 2⁻ⁿ.
  interval: ([percent]) => expect(100 * (1 - 2 * 0.5 ** six.length)).toBeGreaterThanOrEqual(percent!),
  'relu-forward': async ([, xavier, he]) => {
    expect(Math.max(...(await lastOutputs('relu', 'glorotNormal')))).toBeLessThan(xavier!);
    expect(Math.min(...(await lastOutputs('relu', 'heNormal')))).toBeGreaterThan(he!);
  },
  'relu-backward': async ([most, least]) => {
    for (const rule of ['glorotNormal', 'orthogonal'] as const)
      expect(Math.max(...(await signals('relu', rule)))).toBeLessThan(most!);
    expect(Math.min(...(await signals('relu', 'heNormal')))).toBeGreaterThan(least!);
  },
  'tanh-rules': async ([low, high]) => {
    for (const rule of ['glorotNormal', 'orthogonal'] as const)
      within(await signals('tanh', rule), low!, high!);
  },
  'sigmoid-rules': async ([most]) => {
    for (const rule of ['lecunNormal', 'glorotNormal', 'heNormal', 'orthogonal'] as const)
      expect(Math.max(...(await signals('sigmoid', rule)))).toBeLessThan(most!);
  },
  dying: async ([low, few, high, many]) => {
    expect(await without('relu', low!)).toBeLessThan(few!);
    expect(await without('relu', high!)).toBeGreaterThan(many!);
  },
  leaky: async () => {
    for (const rate of rates) expect(await without('leakyRelu', rate)).toBe(0);
  },
  selu: async ([, low, high]) => within(await lastOutputs('selu', 'lecunNormal'), low!, high!),
  'batch-explodes': async ([, least]) =>
    expect(Math.min(...(await through('batch')))).toBeGreaterThan(least!),
  'batch-growth': async ([bound]) => {
    expect(bound).toBeCloseTo(Math.PI / (Math.PI - 1), 2);
    expect(geometricMean(await through('batch')) ** (2 / 49)).toBeGreaterThan(bound!);
  },
  'layer-norm': async ([low, high]) => within(await through('layer'), low!, high!),
  'skips-explode': async ([, least]) => expect(Math.min(...(await through('skips')))).toBeGreaterThan(least!),
  'skips-batch': async ([most]) => expect(Math.max(...(await through('batchSkips')))).toBeLessThan(most!),
  clipping: async ([, most, least]) => {
    const scores = async (clipped: boolean) => {
      const found: Score[] = [];
      for (const seed of three) found.push(await scoreAtEnd(tooLarge(clipped)(seed)));
      return found;
    };
    expect(median(await scores(false))).toBeLessThan(most!);
    expect(median(await scores(true))).toBeGreaterThan(least!);
  },
  sick: async ([count]) => expect(await league('none')).toEqual(Array(count!).fill('constant')),
  'no-help': async ([count]) => {
    const all = [...(await league('clipping')), ...(await league('layerNorm'))];
    expect(all).toEqual(Array(count!).fill('constant'));
  },
  'he-learns': async ([least, count]) => {
    const scores = (await league('reluHe')).map(numberOf);
    expect(scores).toHaveLength(count!);
    for (const score of scores) expect(score).toBeGreaterThanOrEqual(least!);
  },
  'selu-learns': async () => {
    for (const score of await league('selu')) expect(numberOf(score)).toBeGreaterThanOrEqual(0.95);
  },
  'skips-learn': async (numbers) => {
    for (const score of await league('skips')) expect(numberOf(score)).toBeGreaterThan(numbers.at(-1)!);
  },
  together: async () =>
    expect(median(await league('together'))).toBeLessThanOrEqual(median(await league('reluHe'))),
});

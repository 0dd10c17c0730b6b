import { expect } from 'vitest';
import type { Score } from '../../../../../src/engine/numeric/score';
import type { TelemetryFrame } from '../../../../../src/engine/telemetry';
import { geometricMean, layerNumbers, signalShares } from '../../../../../src/features/learn/figures/layers';
import { deepExperiment } from '../../../../../src/features/learn/figures/vanishing/experiments';
import { sigmoidSlope } from '../../../../../src/features/learn/math/chain';
import { powersIn } from '../../../../../src/features/learn/math/halfPrecision';
import { expectSaid, testClaims } from '../claims';
import { measuredAtStart, train, withTrainer } from '../engine';

type Network = Parameters<typeof deepExperiment>[0];
const seeds = [1, 2, 3, 4, 5];
const measured = new Map<string, Promise<TelemetryFrame[]>>();
const frames = (network: Network) => {
  const name = JSON.stringify(network);
  const known =
    measured.get(name) ??
    Promise.all(seeds.map((seed) => measuredAtStart(deepExperiment({ ...network, seed }))));
  measured.set(name, known);
  return known;
};
/** What reaches the first layer, the smallest of five networks first. */
const arriving = async (network: Network) =>
  (await frames(network)).map((frame) => signalShares(frame, network.depth)[0]!).toSorted((a, b) => a - b);
/** The mean factor of a layer. The last hidden layer's comes from the output layer. */
const factor = async (network: Network, quantity: 'weightFactor' | 'activationFactor') =>
  geometricMean(
    (await frames(network)).map((frame) =>
      geometricMean(layerNumbers(frame, quantity, network.depth).slice(0, -1)),
    ),
  );
const sigmoid = (sigmaW: number, depth = 20): Network => ({ depth, activation: 'sigmoid', sigmaW });

const trained = 200;
let scoreAfterwards: Score | undefined;
/** The gradients and the weights of the first layer after those steps. */
let firstLayer: { readonly gradients: Float64Array; readonly weights: Float64Array } | undefined;

testClaims('03-vanishing-gradients', {
  'setup-deep': ([width]) => expect(deepExperiment(sigmoid(1)).network).toMatchObject({ width }),
  'relu-half': async ([slope]) => {
    expect(slope).toBe(0);
    const shares = await withTrainer(
      deepExperiment({ depth: 20, activation: 'relu', sigmaW: 1 }),
      async (trainer) => {
        await trainer.measure();
        return (await trainer.layers())!
          .slice(0, -1)
          .map(({ preActivations: z }) => Array.from(z).filter((one) => one <= 0).length / z.length);
      },
      'cpu',
    );
    expect(Math.abs(shares.reduce((sum, one) => sum + one / shares.length, 0) - 0.5)).toBeLessThan(0.02);
    for (const share of shares) expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  },
  needed: ([middle]) => {
    expect(1 / sigmoidSlope(0)).toBe(middle);
    for (const z of [-4, -0.1, 0.1, 4]) expect(1 / sigmoidSlope(z)).toBeGreaterThan(middle!);
  },
  double: ([layers]) => expect(powersIn('float64', 0.235, 2000).indexOf(0)).toBeGreaterThan(layers!),
  quarter: ([at, most]) => {
    const slopes = Array.from({ length: 4001 }, (_, i) => sigmoidSlope((i - 2000) / 100));
    expect(Math.max(...slopes)).toBe(most);
    expect(sigmoidSlope(at!)).toBe(most);
    expect(slopes.filter((slope) => slope === most)).toHaveLength(1);
  },
  tails: ([first, slope, second, smaller]) => {
    for (const sign of [1, -1]) {
      expectSaid(slope, sigmoidSlope(sign * first!));
      expectSaid(smaller, sigmoidSlope(sign * second!));
    }
  },
  'twenty-quarters': (numbers) => expectSaid(numbers.at(-1), 0.25 ** 19),
  'weights-part': async (numbers) => {
    // The sentences pair them in different ways; the means are the ones that are no σw.
    for (const sigmaW of [1, 4, 10]) expect(numbers).toContain(sigmaW);
    const said = numbers.filter((value) => ![1, 4, 10].includes(value));
    for (const [i, sigmaW] of [1, 4, 10].entries())
      expectSaid(said[i], await factor(sigmoid(sigmaW), 'weightFactor'));
  },
  'slopes-part': async ([said]) => expectSaid(said, await factor(sigmoid(1), 'activationFactor')),
  'twenty-layers': async ([depth, low, high]) => {
    const shares = await arriving(sigmoid(1, depth));
    expectSaid(low, shares[0]!);
    expectSaid(high, shares.at(-1)!);
  },
  'relu-slopes': async ([sigmaW, said, depth, left]) => {
    const relu: Network = { depth: depth!, activation: 'relu', sigmaW: sigmaW! };
    const slopes = await factor(relu, 'activationFactor');
    expectSaid(said, slopes);
    expect(Math.abs(slopes / Math.SQRT1_2 - 1)).toBeLessThan(0.05);
    expectSaid(left, (await arriving(relu))[2]!);
  },
  frozen: ([steps, first, last]) => {
    expect(steps).toBe(trained);
    return withTrainer(deepExperiment(sigmoid(1)), async (trainer) => {
      const copy = async () => (await trainer.parameters()).map(({ weights }) => Float64Array.from(weights));
      const before = await copy();
      await train(trainer, trained);
      const after = await copy();
      const changed = (layer: number) => after.at(layer)!.filter((w, i) => w !== before.at(layer)![i]).length;
      expect([before[0]!.length, changed(0)]).toEqual([first, 0]);
      expect([before.at(-1)!.length, changed(-1)]).toEqual([last, last]);
      firstLayer = { gradients: (await trainer.gradients())[0]!, weights: after[0]! };
      scoreAfterwards = (await trainer.evaluate('test')).accuracy;
    });
  },
  // The same network, after the same steps.
  'half-digit': () => {
    const { gradients, weights } = firstLayer!;
    const rate = deepExperiment(sigmoid(1)).training.optimizer.learningRate;
    gradients.forEach((gradient, i) => {
      const lastDigit = 2 ** (Math.floor(Math.log2(Math.abs(weights[i]!))) - 23);
      expect(gradient).not.toBe(0);
      expect(rate * Math.abs(gradient)).toBeLessThan(lastDigit / 2);
    });
  },
  constant: () => expect(scoreAfterwards).toBe('constant'),
  crossings: async ([reluLow, reluHigh, tanhLow, tanhHigh]) => {
    const arrives = async (activation: 'relu' | 'tanh', sigmaW: number) => {
      const frame = await measuredAtStart(deepExperiment({ depth: 20, activation, sigmaW }));
      return signalShares(frame, 20)[0]!;
    };
    expect(await arrives('relu', reluLow!)).toBeLessThan(1);
    expect(await arrives('relu', reluHigh!)).toBeGreaterThan(1);
    expect(await arrives('tanh', tanhLow!)).toBeLessThan(1);
    expect(await arrives('tanh', tanhHigh!)).toBeGreaterThan(1);
  },
  'sigmoid-critical': async ([sigmaW, depth, low, high]) => {
    const shares = await arriving(sigmoid(sigmaW!, depth));
    expect(low).toBeCloseTo(Math.floor(100 * shares[0]!) / 100, 12);
    expect(high).toBeCloseTo(Math.ceil(100 * shares.at(-1)!) / 100, 12);
  },
  explodes: async ([depth, sigmaW]) =>
    expect((await arriving({ depth: depth!, activation: 'tanh', sigmaW: sigmaW! }))[0]).toBeGreaterThan(1e6),
  'half-zero': (numbers) => {
    const zeroFrom = (precision: 'float16' | 'float32') => powersIn(precision, 0.235, 2000).indexOf(0);
    expect(numbers).toEqual([0, zeroFrom('float16'), zeroFrom('float32')]);
  },
  'half-infinite': ([growth, layer]) =>
    expect(powersIn('float16', growth!, 100).indexOf(Number.POSITIVE_INFINITY)).toBe(layer),
  'two-hundred': async ([depth, share]) => {
    // One network: building two hundred layers takes seconds.
    const frame = await measuredAtStart(deepExperiment(sigmoid(1, depth)));
    expectSaid(share, signalShares(frame, depth!)[0]!);
  },
});

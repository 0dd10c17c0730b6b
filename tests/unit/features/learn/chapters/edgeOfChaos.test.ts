import { expect, test } from 'vitest';
import { numberOf, type Score } from '../../../../../src/engine/numeric/score';
import {
  correlationDepth,
  correlationMap,
  settledCorrelation,
} from '../../../../../src/engine/theory/correlation';
import { meanField } from '../../../../../src/engine/theory/meanField';
import {
  edgeExperiment,
  ensembleOf,
  mapDepth,
  phaseBias,
  trainedAt,
} from '../../../../../src/features/learn/figures/edge/experiments';
import { geometricMean, signalShares } from '../../../../../src/features/learn/figures/layers';
import { correlationPath } from '../../../../../src/features/learn/math/correlations';
import { expectSaid, testClaims } from '../claims';
import { measuredAtStart, scoreAtEnd } from '../engine';

const shares = async (sigmaW: number, sigmaB: number) => {
  const found = [];
  for (const seed of [1, 2, 3]) {
    const frame = await measuredAtStart(edgeExperiment({ sigmaW, sigmaB, depth: mapDepth, seed }));
    found.push(signalShares(frame, mapDepth)[0]!);
  }
  return found;
};
const ends = async (sigmaW: number, depth: number) => {
  const scores: Score[] = [];
  for (const seed of [1, 2]) scores.push(await scoreAtEnd(trainedAt(sigmaW, depth, seed)));
  return scores;
};

test('the series of the correlation map is its integral', () => {
  const ensemble = ensembleOf('tanh', 2, phaseBias);
  const [, next] = correlationPath(ensemble, 0.6, 1);
  expect(next).toBeCloseTo(correlationMap(ensemble, meanField(ensemble).length, 0.6), 6);
});

testClaims('05-edge-of-chaos', {
  'setup-map': ([width]) =>
    expect(edgeExperiment({ sigmaW: 1, sigmaB: 0, depth: mapDepth }).network).toMatchObject({ width }),
  'slope-at-one': () => {
    for (const sigmaW of [0.7, 1.05, 2]) {
      const ensemble = ensembleOf('tanh', sigmaW, phaseBias);
      const { length, chi } = meanField(ensemble);
      const h = 1e-4;
      const slope = (correlationMap(ensemble, length, 1) - correlationMap(ensemble, length, 1 - h)) / h;
      expect(Math.abs(slope / chi - 1)).toBeLessThan(1e-3);
    }
  },
  'bias-right': () => {
    /** The σw at which gradients neither vanish nor explode. */
    const critical = (sigmaB: number) => {
      let [low, high] = [0.5, 4];
      while (high - low > 1e-4) {
        const middle = (low + high) / 2;
        if (meanField(ensembleOf('tanh', middle, sigmaB)).chi < 1) low = middle;
        else high = middle;
      }
      return low;
    };
    const lines = [0.05, 0.2, 0.5, 1].map(critical);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(lines.at(-1)! - lines[0]!).toBeGreaterThan(0.3);
  },
  'chaos-steps': async ([learningRate, depth, least, count]) => {
    const scores: number[] = [];
    for (const seed of [1, 2]) {
      const { training, ...rest } = trainedAt(2, depth!, seed);
      expect(training.optimizer.learningRate).toBeCloseTo(10 * learningRate!, 12);
      const optimizer = { ...training.optimizer, learningRate: learningRate! };
      scores.push(numberOf(await scoreAtEnd({ ...rest, training: { ...training, optimizer } })));
    }
    expect(scores).toHaveLength(count!);
    for (const score of scores) expect(score).toBeGreaterThan(least!);
  },
  'setup-depth': (numbers) => {
    const { network, training } = trainedAt(1, 4, 1);
    const { optimizer, steps } = training;
    expect([steps, optimizer.learningRate, network.width].toSorted()).toEqual(numbers.toSorted());
  },
  fixed: ([sigmaW, length, chi]) => {
    const found = meanField(ensembleOf('tanh', sigmaW!, 0));
    expectSaid(length, found.length);
    expectSaid(chi, found.chi);
  },
  critical: ([chi, tanh, relu, sigmoid]) => {
    // Near its critical point tanh's lengths go to 0 slowly, and χ with them to σw².
    expect(meanField(ensembleOf('tanh', tanh! - 0.01, 0)).chi).toBeLessThan(chi!);
    expect(meanField(ensembleOf('tanh', tanh! + 0.01, 0)).chi).toBeGreaterThan(chi!);
    expect(meanField(ensembleOf('relu', relu!, 0)).chi).toBeCloseTo(chi!, 3);
    expect(meanField(ensembleOf('sigmoid', sigmoid!, 0)).chi).toBeCloseTo(chi!, 3);
  },
  ordered: ([sigmaW, start, most, , layers]) => {
    const end = correlationPath(ensembleOf('tanh', sigmaW!, phaseBias), start!, layers!).at(-1)!;
    expect(1 - end).toBeLessThan(most!);
  },
  chaotic: ([sigmaW, end]) => {
    const ensemble = ensembleOf('tanh', sigmaW!, phaseBias);
    expectSaid(end, settledCorrelation(ensemble, meanField(ensemble).length).correlation);
    for (const start of [0.1, 0.6, 0.99])
      expect(correlationPath(ensemble, start, 200).at(-1)!).toBeCloseTo(end!, 3);
  },
  cells: async ([small, bias, most, large, , least]) => {
    expect(Math.max(...(await shares(small!, bias!)))).toBeLessThan(most!);
    expect(Math.min(...(await shares(large!, bias!)))).toBeGreaterThan(least!);
  },
  agrees: async ([percent]) => {
    for (const sigmaW of [0.6, 2.6]) {
      const factor = geometricMean(await shares(sigmaW, 0.2)) ** (1 / (mapDepth - 1));
      const theory = Math.sqrt(meanField(ensembleOf('tanh', sigmaW, 0.2)).chi);
      expect(Math.abs(factor / theory - 1)).toBeLessThan(percent! / 100);
    }
  },
  six: ([first, ordered, second, critical, third, chaotic]) => {
    // The English sentence has each depth before its σw.
    for (const [sigmaW, layers] of [
      [ordered, first],
      [critical, second],
      [chaotic, third],
    ])
      expect(Math.round(6 * correlationDepth(ensembleOf('tanh', sigmaW!, phaseBias)))).toBe(layers);
  },
  trains: async ([depth, ordered, count, critical, least]) => {
    const stuck = await ends(ordered!, depth!);
    expect(stuck).toHaveLength(count!);
    for (const score of stuck) expect(['constant', 0.5]).toContain(score);
    for (const score of await ends(critical!, depth!)) expect(numberOf(score)).toBeGreaterThan(least!);
  },
  'chaos-trains': async ([sigmaW, shallow, least, most, deep]) => {
    for (const score of await ends(sigmaW!, shallow!)) expect(numberOf(score)).toBeGreaterThan(least!);
    for (const score of await ends(sigmaW!, deep!)) expect(numberOf(score)).toBeLessThan(most!);
  },
});

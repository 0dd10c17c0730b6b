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

import { expect } from 'vitest';
import { numberOf, type Score } from '../../../../../src/engine/numeric/score';
import { softmax } from '../../../../../src/engine/numeric/softmax';
import {
  spiralControls,
  spiralStudents,
} from '../../../../../src/features/learn/figures/distillation/experiments';
import { signalShares } from '../../../../../src/features/learn/figures/layers';
import { type Remedy, remedied } from '../../../../../src/features/learn/figures/mending/experiments';
import { deepExperiment } from '../../../../../src/features/learn/figures/vanishing/experiments';
import { expectSaid, testClaims } from '../claims';
import { measuredAtStart, scoreAtEnd, withRace } from '../engine';

const scores = async (remedy: Remedy) => {
  const found: Score[] = [];
  for (const seed of [1, 2, 3]) found.push(await scoreAtEnd(remedied(remedy, seed)));
  return found;
};

testClaims('10-questions', {
  why: async ([depth, most]) => {
    for (const seed of [1, 2, 3]) {
      const frame = await measuredAtStart(
        deepExperiment({ depth: depth!, activation: 'sigmoid', sigmaW: 1, seed }),
      );
      expect(signalShares(frame, depth!)[0]).toBeLessThan(most!);
    }
  },
  helps: async ([, least, count]) => {
    const mended = await scores('reluHe');
    expect(mended).toHaveLength(count!);
    for (const score of mended) expect(numberOf(score)).toBeGreaterThanOrEqual(least!);
    expect(await scores('none')).toEqual(['constant', 'constant', 'constant']);
  },
  gives: ([labels, soft, hard]) =>
    withRace(spiralControls(1), async ({ students, set }) => {
      expect(set.labelled).toBe(labels);
      const reached = (name: (typeof spiralStudents)[number]) =>
        numberOf(students[spiralStudents.indexOf(name)]!.report().metrics!.accuracy);
      expect(reached('soft')).toBeGreaterThan(soft!);
      expect(reached('hard')).toBeLessThan(hard!);
    }),
  how: ([first, second, atOne, cold, atFour, warm]) => {
    expect([cold, warm]).toEqual([1, 4]);
    expectSaid(atOne, softmax([first!, second!], 2, cold!)[1]!);
    expectSaid(atFour, softmax([first!, second!], 2, warm!)[1]!);
  },
});

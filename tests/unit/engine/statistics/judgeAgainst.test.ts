import { expect, test } from 'vitest';
import { judgeAgainst } from '../../../../src/engine/statistics/judgeAgainst';

const seeds = [0.5, 0.6, 0.55, 0.52, 0.58, 0.57, 0.51];

test('each entry is compared with the reference, seed by seed, in one family', () => {
  const better = seeds.map((accuracy) => accuracy + 0.1);
  const [teacher, control, method, other] = judgeAgainst([undefined, seeds, better, seeds], 1, 'more', 7);
  expect(teacher).toBeUndefined();
  expect(control).toBeUndefined();
  expect(method).toMatchObject({ better: 7, worse: 0, pairs: 7, family: 2, verdict: 'better' });
  expect(other).toMatchObject({ better: 0, worse: 0, family: 2, verdict: 'undecided' });
});

test('if less is better, the same numbers give the opposite verdict', () => {
  const more = seeds.map((loss) => loss + 0.1);
  expect(judgeAgainst([seeds, more], 0, 'less', 7)[1]).toMatchObject({ worse: 7, verdict: 'worse' });
});

test('without a reference nothing is judged; seeds that are not done form no pairs', () => {
  expect(judgeAgainst([seeds, seeds], -1, 'more', 7)).toEqual([undefined, undefined]);
  const begun = seeds.map((accuracy, i) => (i < 3 ? accuracy + 0.1 : 'notRun'));
  expect(judgeAgainst([seeds, begun], 0, 'more', 7)[1]).toMatchObject({ pairs: 3, verdict: 'running' });
});

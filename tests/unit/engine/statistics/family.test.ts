import { expect, test } from 'vitest';
import { fewestSeeds, holm, judge, level } from '../../../../src/engine/statistics/family';
import { compareRuns } from '../../../../src/engine/statistics/paired';
import { createRandom } from '../../../../src/random/random';

/** Students and a control without any difference: each run is a draw from the same distribution, by seed. */
function alikeFamily(seed: number, students: number, seeds: number) {
  const random = createRandom(seed, 'data');
  const runs = () => Array.from({ length: seeds }, () => random.normal());
  const control = runs();
  return Array.from({ length: students }, () => compareRuns(control, runs(), 'more'));
}

const studies = 1500;

/** The share of studies with any verdict on students that do not differ. */
const falseAlarms = (students: number, seeds: number): number => {
  let wrong = 0;
  for (let study = 0; study < studies; study++) {
    const judged = judge(alikeFamily(study, students, seeds), seeds);
    if (judged.some((one) => one?.verdict === 'better' || one?.verdict === 'worse')) wrong++;
  }
  return wrong / studies;
};

const error = 3 * Math.sqrt((level * (1 - level)) / studies);

test.each([
  [1, 6],
  [1, 20],
  [11, 10],
  [11, 20],
])(
  'where nothing differs, %i students over %i seeds bring a false verdict in at most 5 of 100 studies',
  (students, seeds) => {
    expect(falseAlarms(students, seeds)).toBeLessThan(level + error);
  },
);

test('without the correction, eleven students would give a false verdict far more often', () => {
  let wrong = 0;
  for (let study = 0; study < studies; study++) {
    if (alikeFamily(study, 11, 20).some((one) => one!.pValue < level)) wrong++;
  }
  expect(wrong / studies).toBeGreaterThan(3 * level);
});

test('a look after every seed adds no false verdicts: there is none before the last seed', () => {
  let [wrong, early] = [0, 0];
  for (let study = 0; study < studies; study++) {
    const random = createRandom(study, 'data', 1);
    const pairs = Array.from({ length: 20 }, () => [random.normal(), random.normal()] as const);
    const verdicts = pairs.map((_, i) => {
      const so = pairs.slice(0, i + 1);
      const compared = compareRuns(
        so.map(([before]) => before),
        so.map(([, after]) => after),
        'more',
      );
      return [judge([compared], 20)[0]!.verdict, compared!.pValue] as const;
    });
    if (verdicts.some(([verdict]) => verdict === 'better' || verdict === 'worse')) wrong++;
    if (verdicts.some(([, pValue], i) => i >= 5 && pValue < level)) early++;
  }
  expect(wrong / studies).toBeLessThan(level + error);
  expect(early / studies).toBeGreaterThan(2 * level);
});

test('fewer than six seeds have no verdict; more comparisons take more seeds', () => {
  expect(fewestSeeds(1)).toBe(6);
  expect(fewestSeeds(11)).toBe(9);
  const clear = (seeds: number) =>
    compareRuns(
      Array.from({ length: seeds }, () => 0),
      Array.from({ length: seeds }, () => 1),
      'more',
    );
  expect([2, 3, 4, 5].map((seeds) => judge([clear(seeds)], seeds)[0]!.verdict)).toEqual(
    new Array(4).fill('tooFew'),
  );
  expect(judge([clear(6)], 6)[0]!.verdict).toBe('better');
  expect(judge([clear(6), clear(6)], 6).map((one) => one!.verdict)).toEqual(['tooFew', 'tooFew']);
  expect(judge([clear(6)], 10)[0]!.verdict).toBe('running');
  expect(judge([undefined, clear(10), undefined], 10)).toEqual([
    undefined,
    expect.objectContaining({ verdict: 'better', family: 1 }),
    undefined,
  ]);
});

test('Holm’s correction multiplies the smallest by all, the next by one less, and never falls', () => {
  expect(holm([0.04, 0.01, 0.03, 0.005])).toEqual([0.06, 0.03, 0.06, 0.02].map((p) => expect.closeTo(p, 12)));
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

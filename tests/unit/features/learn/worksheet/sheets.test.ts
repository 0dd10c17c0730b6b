import { expect, test } from 'vitest';
import { chapters } from '../../../../../src/features/learn/chapters';
import { sigmoidSlope } from '../../../../../src/features/learn/math/chain';
import { sheets } from '../../../../../src/features/learn/worksheet/sheets';

test.each(chapters.map(({ id }) => id))('the worksheet of %s can be done and marked', (id) => {
  const { table, questions } = sheets[id];
  const { given, asked, rows } = table;
  const answers = table.answers();
  expect(answers).toHaveLength(rows.length);
  rows.forEach((row, r) => {
    expect(row).toHaveLength(given.length);
    expect(answers[r]).toHaveLength(asked.length);
    for (const answer of answers[r]!) {
      if (typeof answer === 'number') expect(answer).toSatisfy(Number.isFinite);
    }
  });
  // No two rows ask for the same.
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  expect(questions.length).toBeGreaterThanOrEqual(3);
});

test('the answers are those of the formulas', () => {
  const table = (id: keyof typeof sheets) => sheets[id].table.answers();
  // 19 factors of 1/4, and weights of 4 that make up for it.
  expect(table('vanishing-gradients')[0]).toEqual([0.25, 0.25 ** 19]);
  expect(table('vanishing-gradients')[1]).toEqual([1, 1]);
  const [reluXavier, reluHe, sigmoidXavier, sigmoidHe] = table('mending').map(([power]) => Number(power));
  // ReLU with Xavier's weights halves the squared norm: 2^(−49/2) is 10^−7.4. He's weights keep it.
  expect([reluXavier, Math.abs(reluHe!)]).toEqual([-7, 0]);
  // The sigmoid's slope is below 1/4, which weights of Xavier's size leave as it is.
  expect(sigmoidXavier).toBeLessThan(49 * Math.log10(0.25));
  expect(sigmoidHe! - sigmoidXavier!).toBeCloseTo((49 * Math.log10(2)) / 2, -1);
  for (const row of table('distillation')) {
    const numbers = row.map(Number);
    expect(numbers.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  }
  expect(table('myths')[2]![0]).toBeCloseTo(sigmoidSlope(4.6), 12);
  // χ* of tanh below its critical point is σw².
  expect(table('edge-of-chaos')[0]![0]).toBeCloseTo(0.25, 6);
});

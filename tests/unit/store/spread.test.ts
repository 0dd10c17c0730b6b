import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSpread } from '../../../src/store/spread';

const stepsOf = (steps: readonly number[], limit: number) => {
  let kept: readonly { readonly step: number }[] = [];
  const lengths: number[] = [];
  for (const step of steps) {
    kept = addSpread(kept, { step }, limit);
    lengths.push(kept.length);
  }
  return { steps: kept.map(({ step }) => step), lengths };
};

test('as many are kept as may be, so that a long run’s memory neither grows nor swings', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 2, max: 30 }),
      (steps, limit) => {
        const sorted = steps.sort((a, b) => a - b);
        const { steps: kept, lengths } = stepsOf(sorted, limit);
        expect(lengths).toEqual(sorted.map((_, i) => Math.min(i + 1, limit)));
        expect(kept[0]).toBe(sorted[0]);
        expect(kept.at(-1)).toBe(sorted.at(-1));
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
      },
    ),
  );
});

test('what is taken at equal distances stays spread: no gap is more than four times another, but for the newest', () => {
  for (const count of [100, 333, 1000, 4097]) {
    const { steps } = stepsOf(
      Array.from({ length: count }, (_, i) => 50 * i),
      80,
    );
    const gaps = steps.slice(1, -1).map((step, i) => step - steps[i]!);
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThanOrEqual(4);
  }
});

test('whatever the limit, the first and the newest remain', () => {
  expect(stepsOf([0, 10, 20, 30], 0).steps).toEqual([0, 30]);
});

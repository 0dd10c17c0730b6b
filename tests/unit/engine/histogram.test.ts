import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bins, histogram } from '../../../src/engine/histogram';

const total = (counts: Uint32Array) => counts.reduce((sum, count) => sum + count, 0);

test('every number is counted once, in a bin or outside', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double()),
      fc.constantFrom('linear' as const, 'log' as const),
      (values, scale) => {
        const { low, high, counts, outside } = histogram(values, scale);
        expect(counts).toHaveLength(bins);
        expect(total(counts) + outside).toBe(values.length);
        expect(low).toBeLessThan(high);
      },
    ),
    {
      examples: [
        [[-1.2e308], 'linear'],
        [[-1.7e308, 1.7e308], 'linear'],
        [[5e-324, 0], 'linear'],
      ],
    },
  );
});

test('a number falls into the bin that holds it', () => {
  const { low, high, counts } = histogram([0, 1, 2, 47.5, 48]);
  expect([low, high]).toEqual([0, 48]);
  expect([counts[0], counts[1], counts[2], counts[47]]).toEqual([1, 1, 1, 2]);
});

test('on a log scale zeros are outside, and 1e-200 and 1e-100 are in different bins', () => {
  const { low, high, outside } = histogram([0, -1e-200, 1e-100, Number.NaN], 'log');
  expect([low, high, outside]).toEqual([-200, -100, 2]);
});

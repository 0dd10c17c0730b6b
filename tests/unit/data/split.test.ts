import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { split } from '../../../src/data/split';
import { createRandom } from '../../../src/random/random';

const none = new Int32Array(0);
const parts = (count: number, labels: Int32Array, fraction: number, seed: number) =>
  split(count, labels, fraction, createRandom(seed, 'split'));

describe('split', () => {
  test('parts the samples: each in one part, in file order, at least one to train on', () => {
    const labelled = fc.array(fc.nat(4), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        fc.oneof(
          labelled.map((labels) => ({ count: labels.length, labels: Int32Array.from(labels) })),
          fc.integer({ min: 1, max: 200 }).map((count) => ({ count, labels: none })),
        ),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.maxSafeNat(),
        ({ count, labels }, fraction, seed) => {
          const { train, test } = parts(count, labels, fraction, seed);
          expect([...train, ...test].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
          for (const part of [train, test]) expect(part).toEqual(part.slice().sort());
          expect(train.length).toBeGreaterThan(0);
          expect(Math.abs(test.length - count * fraction)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('keeps the classes in their shares', () => {
    const labels = Int32Array.from({ length: 100 }, (_, i) => (i < 20 ? 0 : 1));
    const { test: held } = parts(100, labels, 0.25, 1);
    expect(held.length).toBe(25);
    expect([...held].filter((i) => i < 20).length).toBe(5);
  });

  test('is the same for a seed and another for another', () => {
    expect(parts(100, none, 0.5, 7)).toEqual(parts(100, none, 0.5, 7));
    expect(parts(100, none, 0.5, 7)).not.toEqual(parts(100, none, 0.5, 8));
  });

  test('parts a million samples', () => {
    expect(parts(1_000_000, none, 0.5, 1).test.length).toBe(500_000);
  });

  test('fraction 0 holds nothing back', () => {
    expect(parts(10, none, 0, 1).test.length).toBe(0);
  });
});

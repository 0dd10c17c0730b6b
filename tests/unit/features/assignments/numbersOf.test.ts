import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersOf } from '../../../../src/features/assignments/numbersOf';

test('a list of numbers is read with any separator, each number once', () => {
  expect(numbersOf('1, 2 5;1e-3，-4')).toEqual([1, 2, 5, 0.001, -4]);
  expect(numbersOf('3, 3')).toEqual([3]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 20 }), (numbers) => {
      expect(numbersOf(numbers.join(', '))).toEqual(numbers);
    }),
  );
});

test('what holds anything else is no list', () => {
  for (const wrong of ['', ' ', '1, two', 'relu', '1, Infinity', '1..2']) {
    expect(numbersOf(wrong), wrong).toBeUndefined();
  }
});

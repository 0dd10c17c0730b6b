import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { listed, readNumber, readNumbers } from '../../../src/base/readNumber';

describe('what is typed into a number field', () => {
  test.each([
    ['1e-3', 0.001],
    ['1E-2', 0.01],
    ['1e3', 1000],
    ['-0.1', -0.1],
    ['−0,25', -0.25],
    ['+.5', 0.5],
    [' 3 ', 3],
    ['1/3', 1 / 3],
    ['-1/3', -1 / 3],
    ['2^-10', 2 ** -10],
    ['1 / 4', 0.25],
    ['5%', 0.05],
    ['99.9 %', 0.999],
    ['-0', 0],
  ])('%s is read', (text, value) => {
    expect(readNumber(text, 'rate')).toBe(value);
  });

  test.each(['0x10', '1e', '1.2.3', '1,2,3', 'abc', '1/0', '2^5000', '--1', '1e999', 'NaN', '∞', '1-2'])(
    '%s is refused as a whole',
    (text) => {
      expect(() => readNumber(text, 'rate')).toThrow(Problem);
      expect(() => readNumber(text, 'rate')).toThrow(text);
    },
  );

  test('every finite number that JavaScript writes is read back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readNumber(String(value), 'x')).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('what is typed into a field of several numbers', () => {
  test.each([
    ['1, 2 5;1e-3，-4', [1, 2, 5, 0.001, -4]],
    ['1,2,5', [1, 2, 5]],
    ['0,5; 1,5；2', [0.5, 1.5, 2]],
    ['1/3、2^-10, 5%', [1 / 3, 2 ** -10, 0.05]],
    [' , ', []],
  ])('%s is read', (text, values) => {
    expect(readNumbers(text, 'rates')).toEqual(values);
  });

  test.each(['1, two', 'relu', '1, Infinity', '1..2', '1, 0x10', '1e, 2'])(
    '%s is refused, and what is wrong is named',
    (text) => {
      const wrong = listed(text).find((word) => !/^\d+$/.test(word))!;
      expect(() => readNumbers(text, 'rates')).toThrow(`rates: “${wrong}” is not a number`);
    },
  );

  test('any numbers come back, however they are separated', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, fc.constantFrom(', ', ',', '; ', ';', ' ', '，', '、'), (values, between) => {
        expect(readNumbers(values.join(between), 'x')).toEqual(
          values.map((value) => (value === 0 ? 0 : value)),
        );
      }),
    );
  });
});

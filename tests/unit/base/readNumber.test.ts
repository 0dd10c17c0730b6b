import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { readNumber } from '../../../src/base/readNumber';

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

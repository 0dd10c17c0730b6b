import { expect, test } from 'vitest';
import { blanked } from '../../../../../src/features/learn/worksheet/blanks';

test.each([
  [
    'It is 0.25 at 0, and 0.105 at 2.',
    'It is ______ at ______, and ______ at ______.',
    ['0.25', '0', '0.105', '2'],
  ],
  ['44.7 % of 1,200 samples', '______ of ______ samples', ['44.7 %', '1,200']],
  [
    'the signal is 4.5× smaller, 10⁻⁹ of it arrives',
    'the signal is ______ smaller, ______ of it arrives',
    ['4.5×', '10⁻⁹'],
  ],
  [
    '5.5 × 10⁻¹³ through 20 × 100 units',
    '______ through ______ × ______ units',
    ['5.5 × 10⁻¹³', '20', '100'],
  ],
  ['每层缩小到0.25', '每层缩小到______', ['0.25']],
  [
    'float32 ends at layer 75, float16 at 12',
    'float32 ends at layer ______, float16 at ______',
    ['75', '12'],
  ],
])('the numbers of “%s” become blanks, those of names stay', (statement, text, numbers) => {
  expect(blanked(statement)).toEqual({ text, numbers });
});

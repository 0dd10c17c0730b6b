import { expect, test } from 'vitest';
import { alike } from '../../../../src/features/code/alike';
import { lineNumbers } from '../../../../src/features/code/lineNumbers';

test('lines that follow each other are a range; of many ranges the first are told', () => {
  expect(lineNumbers([12])).toEqual(['12']);
  expect(lineNumbers([12, 45, 46, 47, 50])).toEqual(['12', '45–47', '50']);
  expect(lineNumbers([1, 3, 5, 7], 3)).toEqual(['1', '3', '5', '…']);
});

test('data are alike by what is in them', () => {
  const data = { kind: 'table', text: 'a,b', columns: [{ name: 'a' }, { name: 'b' }], noise: 0 };
  expect(alike(data, structuredClone(data))).toBe(true);
  expect(alike(data, { ...data, text: 'a,c' })).toBe(false);
  expect(alike(data, { ...data, columns: [{ name: 'a' }] })).toBe(false);
  expect(alike(data, { ...data, more: undefined })).toBe(false);
  expect(alike(data, undefined)).toBe(false);
});

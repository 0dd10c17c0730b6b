import { expect, test } from 'vitest';
import { isTooLong } from '../../../src/store/isTooLong';
import { small } from '../engine/specs';

test('a setting that fits is kept; a table or numbers of many megabytes are not even written', () => {
  expect(isTooLong(small())).toBe(false);
  expect(isTooLong({ text: 'x'.repeat(1_000_000) })).toBe(false);
  expect(isTooLong({ data: { text: 'x'.repeat(6_000_000) } })).toBe(true);
  expect(isTooLong({ data: { inputs: Array.from({ length: 30_000 }, () => new Array(100).fill(1)) } })).toBe(
    true,
  );
});

test('nothing that is too long as said here would have fitted', () => {
  const value = { inputs: Array.from({ length: 27_000 }, () => new Array(100).fill(1)) };
  expect(isTooLong(value)).toBe(true);
  expect(JSON.stringify(value).length).toBeGreaterThan(5 * 2 ** 20);
});

import { expect, test } from 'vitest';
import { importLimits } from '../../../../src/data/sets/limits';
import { startOfText } from '../../../../src/features/import/startOfText';

test('a text that is too large can be read up to its last whole line; part of anything else is of no use', async () => {
  const line = '1.25,2.5,oak\n';
  const text = new Blob(['a,b,c\n', line.repeat(Math.ceil((importLimits.bytes + 1000) / line.length))]);
  const part = (await startOfText(text))!;
  expect(part.size).toBeLessThanOrEqual(importLimits.bytes);
  expect(part.size).toBeGreaterThan(importLimits.bytes - 2 * line.length);
  expect(await part.slice(-line.length).text()).toBe(line);
  expect(await startOfText(new Blob([Uint8Array.of(0x50, 0x4b, 3, 4)]))).toBeUndefined();
});

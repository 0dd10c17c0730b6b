import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openAside } from '../../../cli/openAside';
import { openTable } from '../../../src/data/tables/openTable';
import { damaged, onlyProblems } from '../damage';

const whole = new Uint8Array(readFileSync('tests/fixtures/tables/leaves.parquet'));

/** The fixture with a run of 2,147,483,647 equal levels, which its reader would write one by one. */
const endless = () => {
  const bytes = Uint8Array.from(whole);
  // The levels of the first column: a run of 60 times 1.
  const at = bytes.findIndex((byte, i) => byte === 0x78 && bytes[i + 1] === 1 && bytes[i + 2] === 0xe0);
  expect(at).toBeGreaterThan(0);
  bytes.set([0xfe, 0xff, 0xff, 0xff, 0x0f], at);
  return bytes;
};

test('a Parquet file is opened on a thread as it is without one', async () => {
  expect(await openAside(whole, 'leaves.parquet')).toEqual(await openTable(whole, 'leaves.parquet'));
});

test('one that would keep its reader busy is given up after some time, in a sentence', async () => {
  await expect(openAside(endless(), 'endless.parquet', undefined, 1.5)).rejects.toThrow(
    'endless.parquet: it could not be read within 1.5 s, perhaps because it is damaged; use a whole file',
  );
});

test.each([
  ['cut at its end', (bytes: Uint8Array) => bytes.subarray(0, -1)],
  ['cut in the middle', (bytes: Uint8Array) => bytes.subarray(0, 400)],
  ['only its mark', (bytes: Uint8Array) => bytes.subarray(0, 4)],
  [
    'a footer longer than the file',
    (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, i) => (i === bytes.length - 6 ? 255 : byte)),
  ],
])('%s: it is cut short', async (_, change) => {
  await expect(openTable(change(whole), 'a.parquet')).rejects.toThrow(
    'a.parquet: the Parquet file is cut short',
  );
});

test('damaged anywhere: read, or refused in a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(damaged(whole), async (bytes) => {
      const opened = await onlyProblems(() => openAside(bytes, 'damaged.parquet', undefined, 4));
      if (opened) expect(opened.text).toContain(',');
    }),
    { numRuns: 10, seed: 21 },
  );
}, 60_000);

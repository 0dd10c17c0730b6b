import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { crc32 } from '../../../../src/base/crc32';
import { openZip } from '../../../../src/data/tables/zip';

const files = {
  'a.txt': strToU8('a table, '.repeat(40)),
  'b/frames.f64': Uint8Array.from({ length: 96 }, (_, i) => i),
};

test('the files of an archive come out as they went in', async () => {
  for (const level of [0, 9] as const) {
    const entries = openZip(zipSync(files, { level }), 'a.zip');
    expect([...entries.keys()]).toEqual(Object.keys(files));
    for (const [name, content] of Object.entries(files)) {
      expect(await entries.get(name)!.read(1000)).toEqual(content);
    }
  }
});

test('CRC-32 is that of the standard', () => {
  // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
  expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

test('a byte that changed in any file of an archive is noticed', async () => {
  const archive = zipSync({ 'frames.f64': files['b/frames.f64'] }, { level: 0 });
  const start = archive.findIndex((_, at) => archive.subarray(at, at + 96).every((byte, i) => byte === i));
  await fc.assert(
    fc.asyncProperty(fc.nat(95), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = archive.slice();
      changed[start + at]! ^= change;
      await expect(openZip(changed, 'l.zip').get('frames.f64')!.read(1000)).rejects.toThrow(
        /l\.zip: not a zip file/,
      );
    }),
  );
});

import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readNpz, writeNpz } from '../../../../src/data/tensors/npz';

/** An .npy file by its header and its bytes. */
const npy = (header: string, body: Uint8Array): Uint8Array =>
  Uint8Array.of(
    0x93,
    ...strToU8('NUMPY'),
    1,
    0,
    header.length & 255,
    header.length >> 8,
    ...strToU8(header),
    ...body,
  );
const header = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;
const bytes = (...numbers: number[]) => new Uint8Array(Float64Array.from(numbers).buffer);
const read = (files: Record<string, Uint8Array>) => readNpz(zipSync(files), 'w.npz', 1e6);

/** An archive whose list of files claims another size for its first file. */
function claiming(archive: Uint8Array, size: number): Uint8Array {
  const list = new DataView(archive.buffer).getUint32(archive.length - 22 + 16, true);
  new DataView(archive.buffer).setUint32(list + 24, size, true);
  return archive;
}

describe('npz', () => {
  test('what is written is read again; float64 where float32 would lose digits', async () => {
    for (const values of [Float64Array.of(1, 2, 3, 4), Float64Array.of(0.1, 2, 3, 4)]) {
      const tensors = [
        { name: 'output.weight', shape: [2, 2], values },
        { name: 'output.bias', shape: [2], values: Float64Array.of(5, 6) },
      ];
      expect(await readNpz(writeNpz(tensors), 'w.npz', 1e6)).toEqual(tensors);
    }
  });

  test('an array in Fortran’s order is read by rows', async () => {
    const [tensor] = await read({ 'w.npy': npy(header('<f8', '(2, 3)', 'True'), bytes(1, 4, 2, 5, 3, 6)) });
    expect([...tensor!.values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each([
    ['no archive', () => readNpz(Uint8Array.of(1, 2, 3), 'w.npz', 1e6), /damaged/],
    ['no array in it', () => read({ 'w.npy': strToU8('hello, this is no array') }), /no NumPy array/],
    ['a pickle in it', () => read({ 'w.npy': npy(header('|O', '(1,)'), bytes(1)) }), /of the type \|O/],
    ['integers', () => read({ 'w.npy': npy(header('<i8', '(1,)'), bytes(1)) }), /of the type <i8/],
    ['a lying shape', () => read({ 'w.npy': npy(header('<f8', '(9, 9)'), bytes(1)) }), /has other bytes/],
    [
      'a shape that is none',
      () => read({ 'w.npy': npy(header('<f8', 'many'), bytes(1)) }),
      /has other bytes/,
    ],
    [
      'an archive that unpacks to more than is allowed',
      () => readNpz(zipSync({ 'w.npy': new Uint8Array(2e6) }), 'w.npz', 1e6),
      /more than 1(\.0)? MB/,
    ],
    [
      'an archive that holds more than its list says',
      () => readNpz(claiming(zipSync({ 'w.npy': new Uint8Array(2e6) }), 100), 'w.npz', 1e6),
      /more than 1(\.0)? MB/,
    ],
  ])('%s: refused in a sentence', async (_, act, sentence) => {
    await expect(act()).rejects.toThrow(sentence);
  });
});

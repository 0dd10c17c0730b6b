import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../../../src/data/tensors/safetensors';

/** A file with a header of one's own. */
function fileOf(header: unknown, body: Uint8Array, claimed?: number): Uint8Array {
  const head = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + head.length + body.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(claimed ?? head.length), true);
  file.set(head, 8);
  file.set(body, 8 + head.length);
  return file;
}
const one = (changes: object = {}) => ({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...changes } });
const eight = new Uint8Array(8);

describe('safetensors', () => {
  test('what is written is read again, to the bit', () => {
    const values = fc.array(fc.double(), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(values, fc.boolean(), (doubles, single) => {
        const numbers = Float64Array.from(doubles, single ? Math.fround : (value) => value);
        const tensors = [
          { name: 'a.weight', shape: [2, 2], values: numbers.slice(0, 4) },
          { name: 'ü', shape: [2], values: numbers.slice(4) },
        ];
        expect(readSafetensors(writeSafetensors(tensors), 'a.safetensors')).toEqual(tensors);
      }),
    );
  });

  test('half precision: float16 and bfloat16 by their bits', () => {
    const body = new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00, 0x3f80, 0xc2f7).buffer);
    const header = {
      half: { dtype: 'F16', shape: [4], data_offsets: [0, 8] },
      brain: { dtype: 'BF16', shape: [2], data_offsets: [8, 12] },
    };
    const [half, brain] = readSafetensors(fileOf(header, body), 'a.safetensors');
    expect([...half!.values]).toEqual([1, -2, 2 ** -24, Number.POSITIVE_INFINITY]);
    expect([...brain!.values]).toEqual([1, -123.5]);
  });

  test.each([
    ['a file of nothing', new Uint8Array(), /shorter than its own head/],
    ['a header longer than the file', fileOf(one(), eight, 2 ** 40), /claims 1099511627776 bytes/],
    ['a header that is not JSON', fileOf('{"w":', eight), /not JSON/],
    ['a header that is a list', fileOf([], eight), /no JSON object/],
    ['numbers beyond the end', fileOf(one({ shape: [4], data_offsets: [0, 16] }), eight), /can't be/],
    ['a shape of more numbers than bytes', fileOf(one({ shape: [1e9] }), eight), /can't be/],
    ['bytes that end before they begin', fileOf(one({ data_offsets: [8, 0] }), eight), /can't be/],
    ['a negative length', fileOf(one({ shape: [-2] }), eight), /no shape/],
    ['integers', fileOf(one({ dtype: 'I64' }), eight), /of the type I64/],
    ['no type', fileOf({ w: null }, eight), /of the type undefined/],
    [
      'bytes of two tensors',
      fileOf({ ...one(), v: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, eight),
      /overlap/,
    ],
    ['bytes of no tensor', fileOf(one(), new Uint8Array(12)), /leave a gap/],
  ])('%s: refused in a sentence', (_, file, sentence) => {
    expect(() => readSafetensors(file, 'a.safetensors')).toThrow(sentence);
  });

  test('a file that is damaged anywhere is read or refused, never anything else', () => {
    const file = writeSafetensors([{ name: 'w', shape: [2], values: Float64Array.of(1, 2) }]);
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (place, byte) => {
        const damaged = file.slice();
        damaged[place] = byte;
        try {
          for (const { shape, values } of readSafetensors(damaged, 'a.safetensors'))
            expect(values).toHaveLength(shape.reduce((size, length) => size * length, 1));
        } catch (error) {
          expect((error as Error).name).toBe('Problem');
        }
      }),
    );
  });
});

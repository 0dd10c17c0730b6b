import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflateZstd } from '../../../../src/data/tables/zstd';

/** What `zstd` 1.5 made of these lines: from a file, whose size it writes down; from a pipe; from a pipe with the largest window. */
const text = Array.from({ length: 30_000 }, (_, i) => `leaf ${i % 7},${i % 11}\n`).join('');
const frames = {
  file: 'KLUv/aRXKQQArAMAkkYQEbAnYwcEGJa0pszMnHt2IhcDdznlLqfc5ZS7nHKXU+5yyl1OucspdznlrgYDY4ChYuTjHu4oBzemoSEjBEEwKAROqCB2cDfglWUNEmjwGOjd////Ozz9v3qHAyipU2ACywJOidPDuDvt+7idlr9NwE4BTAAACGwBAPz/ORACRQAACAoBAFOJB0JqwtG8',
  pipe: 'KLUv/QRgrAMAkkYQEbAnYwcEGJa0pszMnHt2IhcDdznlLqfc5ZS7nHKXU+5yyl1OucspdznlrgYDY4ChYuTjHu4oBzemoSEjBEEwKAROqCB2cDfglWUNEmjwGOjd////Ozz9v3qHAyipU2ACywJOidPDuDvt+7idlr9NwE4BTAAACGwBAPz/ORACRQAACAoBAFOJB0JqwtG8',
  window:
    'KLUv/QCI7AMAMgcSEMC3AebL/6ubRPZO4UENhwUg8exu4hndTTy7m4RndxPPTm7i2d1EOrubeHYPERLP7tZloy7KoZqVWHh1Vva6y2RIOaBVMqScTagh0NT2N+CVZQ0yCPQI6Pf///8zQf2/2qS2Dn9IdZuKcyC8VQwQ/075f8w+1ZSfXQVUAAAAAQD9/1f/uQYCPQAAAAEAVIkHQA==',
} as const;

describe.each(Object.entries(frames))('a frame: %s', (_, base64) => {
  const packed = new Uint8Array(Buffer.from(base64, 'base64'));

  test('comes to the bytes that were packed', () => {
    expect(new TextDecoder().decode(inflateZstd(packed, text.length))).toBe(text);
  });

  test('of another size than it should have is refused', () => {
    for (const size of [0, 1000, text.length - 1, text.length + 1])
      expect(() => inflateZstd(packed, size)).toThrow(Error);
  });

  test('after one that is to be skipped is read; two frames are refused', () => {
    const skipped = Uint8Array.of(0x53, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9);
    const joined = Uint8Array.from([...skipped, ...packed]);
    expect(inflateZstd(joined, text.length)).toHaveLength(text.length);
    expect(() => inflateZstd(Uint8Array.from([...packed, ...packed]), 2 * text.length)).toThrow('a frame of');
  });

  test('that is damaged has the size that it should have, or is refused', () => {
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(255), fc.nat(packed.length), (at, byte, end) => {
        for (const bytes of [packed.with(at, byte), packed.slice(0, end)]) {
          try {
            expect(inflateZstd(bytes, text.length)).toHaveLength(text.length);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      }),
      { numRuns: 25, seed: 20 },
    );
  });
});

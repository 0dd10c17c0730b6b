import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asInputs } from '../../../../src/data/pictures/asInputs';
import { decodePng } from '../../../../src/data/pictures/png';
import expected from '../../../fixtures/pictures/expected.json';
import { damaged } from '../../damage';

const bytesOf = (name: string) => new Uint8Array(readFileSync(`tests/fixtures/pictures/${name}`));
const all = Object.entries(expected);
const pngs = all.filter(([name]) => name.endsWith('.png'));
const picture = ({ rgba }: (typeof all)[number][1]) => ({
  width: 26,
  height: 20,
  rgba: Uint8Array.from(rgba),
});

test.each(pngs)('%s is decoded as by ImageMagick, to the bit', (name, { rgba }) => {
  const decoded = decodePng(bytesOf(name));
  expect([decoded.width, decoded.height]).toEqual([26, 20]);
  expect([...decoded.rgba]).toEqual(rgba);
});

test.each(all)('%s is resized as by PyTorch’s antialiased bilinear, smaller and larger', (_, told) => {
  const gray = asInputs(picture(told), { width: 8, height: 8, channels: 1 });
  const color = asInputs(picture(told), { width: 32, height: 32, channels: 3 });
  expect([gray.length, color.length]).toEqual([64, 3 * 32 * 32]);
  const far = (found: Uint8Array, there: readonly number[]) =>
    there.reduce((most, value, i) => Math.max(most, Math.abs(found[i]! - value)), 0);
  // Half a level is what rounding changes.
  expect(far(gray, told.gray8)).toBeLessThan(0.501);
  expect(far(color, told.color32)).toBeLessThan(0.501);
});

test('a picture of the size that is asked for keeps every value', () => {
  const whole = picture(expected['rings/rgb.png']);
  const inputs = asInputs(whole, { width: 26, height: 20, channels: 3 });
  expect([...inputs]).toEqual([...whole.rgba].filter((_, i) => i % 4 < 3));
});

test('a damaged PNG is decoded or refused, and never claims memory that it does not fill', () => {
  fc.assert(
    fc.property(damaged(bytesOf('rings/palette.png')), (bytes) => {
      try {
        const { width, height, rgba } = decodePng(bytes);
        expect(rgba).toHaveLength(4 * width * height);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 200, seed: 5 },
  );
  const huge = bytesOf('rings/rgb.png');
  new DataView(huge.buffer).setUint32(16, 4_000_000);
  expect(() => decodePng(huge)).toThrow('80000000 pixels');
});

import { decode } from 'fast-png';
import type { Pixels } from './picture';

/** The largest number of pixels of a picture: a small file may claim any size. */
export const mostPixels = 40_000_000;

/** Whether a file is a PNG, by its signature. */
export const isPng = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;

/**
 * Decodes a PNG of any color type and bit depth. The page and the terminal decode it alike: without the colors' profile, and
 * 16 bits rounded to 8.
 * @throws Error if it is damaged or has too many pixels
 */
export function decodePng(bytes: Uint8Array): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // Both stand at the start of the first chunk.
  const claimed = view.getUint32(16) * view.getUint32(20);
  if (!(claimed > 0 && claimed <= mostPixels)) throw new Error(`${claimed} pixels`);
  const { width, height, data, depth, channels, palette, transparency } = decode(bytes);
  const samples = depth < 8 ? unpacked(data, width, height, depth) : data;
  if (samples.length !== width * height * channels) throw new Error('the picture is cut short');
  const most = 2 ** depth - 1;
  const byte = (value: number) => (depth === 8 ? value : Math.round((value * 255) / most));
  const rgba = new Uint8Array(4 * width * height);
  for (let p = 0; p < width * height; p++) {
    const at = channels * p;
    if (palette) {
      const color = palette[samples[at]!];
      if (!color) throw new Error('a color is missing');
      for (let k = 0; k < 3; k++) rgba[4 * p + k] = color[k]!;
      rgba[4 * p + 3] = color[3] ?? 255;
      continue;
    }
    const colors = channels < 3 ? 1 : 3;
    let hidden = transparency !== undefined && colors === channels;
    for (let k = 0; k < colors; k++) hidden &&= samples[at + k] === transparency![k];
    for (let k = 0; k < 3; k++) rgba[4 * p + k] = byte(samples[at + (colors === 3 ? k : 0)]!);
    rgba[4 * p + 3] = colors === channels ? (hidden ? 0 : 255) : byte(samples[at + colors]!);
  }
  return { width, height, rgba };
}

/** Samples of fewer than 8 bits, one byte each; rows start at whole bytes. */
function unpacked(data: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  const stride = Math.ceil((width * depth) / 8);
  if (data.length !== stride * height) throw new Error('the picture is cut short');
  const perByte = 8 / depth;
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shift = 8 - depth * ((x % perByte) + 1);
      samples[y * width + x] = (data[y * stride + Math.floor(x / perByte)]! >> shift) & (2 ** depth - 1);
    }
  }
  return samples;
}

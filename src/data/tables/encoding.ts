import { analyse } from 'chardet';
import type { Encoding } from './choices';

/** The number of bytes that the detector reads; it is linear, but slow. */
const looked = 64 * 1024;

/**
 * Detects the encoding of a text. It checks the byte order mark, then zeros in every other byte (UTF-16), then whether the
 * bytes are valid UTF-8. Otherwise it uses the detector: GB18030 (common in Chinese spreadsheets) or Windows-1252.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const wide = zeroSide(bytes.subarray(0, looked));
  if (wide) return wide;
  if (decodes(bytes, 'utf-8')) return 'utf-8';
  if (!decodes(bytes, 'gb18030')) return 'windows-1252';
  const confidence = (name: string) => found.find((match) => match.name === name)?.confidence ?? 0;
  const found = analyse(aroundHighBytes(bytes));
  const western = Math.max(confidence('windows-1252'), confidence('ISO-8859-1'));
  return confidence('GB18030') >= western ? 'gb18030' : 'windows-1252';
}

/** Decodes a text without its byte order mark; invalid bytes become U+FFFD. */
export const decodeText = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(bytes);

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 of mostly Latin text has a zero in every other byte. */
function zeroSide(bytes: Uint8Array): Encoding | undefined {
  if (bytes.length < 4) return undefined;
  const zeros = [0, 0];
  bytes.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]!++;
  });
  const [even, odd] = zeros.map((count) => count / (bytes.length / 2)) as [number, number];
  if (odd > 0.3 && even < 0.05) return 'utf-16le';
  return even > 0.3 && odd < 0.05 ? 'utf-16be' : undefined;
}

/** A slice that starts shortly before the first non-ASCII byte, because ASCII bytes do not distinguish the encodings. */
function aroundHighBytes(bytes: Uint8Array): Uint8Array {
  const start = Math.max(0, bytes.findIndex((byte) => byte >= 0x80) - 32);
  return bytes.subarray(start, start + looked);
}

import { Inflate } from 'fflate';
import { joinedBytes } from './joined';

/** Bytes that the decompressor gets at a time. Each can become at most a thousand, so a limit is overrun by little. */
const piece = 16 * 1024;

/** A decompressor that hands its output to a function. */
interface Stream {
  push(packed: Uint8Array, last: boolean): void;
}
type Output = (part: Uint8Array, final: boolean) => void;

/**
 * Inflates data piece by piece, and stops once there are more than `limit` bytes.
 * @param open the decompressor; that of raw deflate data unless told otherwise
 * @returns the bytes, or why there are none: `tooLarge`, `damaged`, or `cutShort` if the end is missing
 */
export function inflateWithin(
  packed: Uint8Array,
  limit: number,
  open: (output: Output) => Stream = (output) => new Inflate(output),
): Uint8Array | 'tooLarge' | 'damaged' | 'cutShort' {
  const parts: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = open((part, final) => {
    parts.push(part);
    length += part.length;
    ended = final;
  });
  for (let at = 0; at < packed.length; at += piece) {
    const last = at + piece >= packed.length;
    try {
      stream.push(packed.subarray(at, at + piece), last);
    } catch (error) {
      return /unexpected EOF/i.test(String(error)) ? 'cutShort' : 'damaged';
    }
    if (length > limit) return 'tooLarge';
  }
  if (!ended) return 'cutShort';
  return joinedBytes(parts);
}

/** As `inflateWithin`, by the browser's own decompressor: faster, and the page answers meanwhile. */
export async function inflateAside(
  packed: Uint8Array,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | 'tooLarge' | 'damaged'> {
  let at = 0;
  // A browser may inflate a piece as a whole before it hands out the first of it.
  const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at < packed.length) controller.enqueue(packed.slice(at, at + piece));
      else controller.close();
      at += piece;
    },
  });
  const reader = pieces.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return joinedBytes(parts);
      parts.push(value);
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        return 'tooLarge';
      }
    }
  } catch {
    return 'damaged';
  }
}

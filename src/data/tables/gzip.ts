import { Gunzip } from 'fflate';
import { Problem, say } from '../../base/problem';
import { importLimits, megabytes } from '../sets/limits';

/** The number of bytes that are given to the decompressor at a time. */
const piece = 64 * 1024;

/**
 * Inflates a gzip file of one or more members, up to the size limit of a file.
 * @param file the file's name, for error messages
 * @throws Problem if it is damaged, truncated or too large
 */
export function gunzip(packed: Uint8Array, file: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  let memberStart = 0;
  let ended = false;
  const stream = new Gunzip((part, final) => {
    parts.push(part.slice());
    length += part.length;
    ended = final;
  });
  stream.onmember = () => {
    memberStart = length;
  };
  for (let at = 0; at < packed.length; at += piece) {
    const last = at + piece >= packed.length;
    try {
      stream.push(packed.subarray(at, at + piece), last);
    } catch (error) {
      const cut = /unexpected EOF/i.test(String(error));
      throw cut ? cutShort(file) : damaged(file);
    }
    if (length > importLimits.bytes) {
      throw new Problem('tooLarge', {
        field: file,
        found: say(
          `more than ${megabytes(importLimits.bytes)} inside`,
          `解压后超过 ${megabytes(importLimits.bytes)}`,
        ),
        allowed: megabytes(importLimits.bytes),
      });
    }
  }
  // The last member states its own length; in a truncated file the length does not match.
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const claimed = packed.length >= 18 ? view.getUint32(packed.length - 4, true) : Number.NaN;
  if (!ended || claimed !== length - memberStart) throw cutShort(file);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const damaged = (file: string) =>
  new Problem('mismatch', {
    field: file,
    found: say('the gzip archive is damaged', 'gzip 压缩包已损坏'),
    allowed: say('a whole archive: download it again', '完整的压缩包：请重新下载'),
  });

const cutShort = (file: string) =>
  new Problem('mismatch', {
    field: file,
    found: say('the gzip archive is cut short', 'gzip 压缩包不完整'),
    allowed: say('a whole archive: download it again', '完整的压缩包：请重新下载'),
  });

import { Gunzip } from 'fflate';
import { inflateWithin } from '../../base/inflate';
import { Problem, say } from '../../base/problem';
import { importLimits, megabytes } from '../sets/limits';

/**
 * Inflates a gzip file of one or more members, up to the size limit of a file.
 * @param file the file's name, for error messages
 * @throws Problem if it is damaged, truncated or too large
 */
export function gunzip(packed: Uint8Array, file: string): Uint8Array {
  let length = 0;
  let memberStart = 0;
  const bytes = inflateWithin(packed, importLimits.bytes, (output) => {
    const stream = new Gunzip((part, final) => {
      length += part.length;
      // The decompressor uses the memory of a part again.
      output(part.slice(), final);
    });
    stream.onmember = () => {
      memberStart = length;
    };
    return stream;
  });
  if (bytes === 'tooLarge') {
    throw new Problem('tooLarge', {
      field: file,
      found: say(
        `more than ${megabytes(importLimits.bytes)} inside`,
        `解压后超过 ${megabytes(importLimits.bytes)}`,
      ),
      allowed: megabytes(importLimits.bytes),
    });
  }
  if (bytes === 'damaged') throw damaged(file);
  // The last member states its own length; in a truncated file the length does not match.
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const claimed = packed.length >= 18 ? view.getUint32(packed.length - 4, true) : Number.NaN;
  if (bytes === 'cutShort' || claimed !== length - memberStart) throw cutShort(file);
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

import { crc32 } from '../../base/crc32';
import { inflateAside } from '../../base/inflate';
import { Problem, say } from '../../base/problem';
import { megabytes } from '../sets/limits';

/** The largest number of files in an archive. */
const mostEntries = 40_000;

/** One file of an archive. Nothing of it is inflated before it is read. */
export interface ZipEntry {
  readonly name: string;
  /** The size in bytes that the archive claims; `read` checks it. */
  readonly size: number;
  /**
   * Its content.
   * @param limit the largest number of bytes, whatever the archive says of the size
   * @throws Problem (rejects) if it is larger or damaged
   */
  read(limit: number): Promise<Uint8Array<ArrayBuffer>>;
}

const [endMark, listMark, fileMark] = [0x06054b50, 0x02014b50, 0x04034b50];
const [stored, deflated] = [0, 8];
/** Bytes of the record at the end, and of a comment that may follow it. */
const [endBytes, mostComment] = [22, 65_535];

/**
 * Reads the list of files at the end of a zip archive (PKWARE APPNOTE 6.3, without zip64 and encryption).
 * @param archive the archive's name, for error messages
 * @throws Problem if it is damaged or holds too many files
 */
export function openZip(bytes: Uint8Array, archive: string): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = (at: number) => (at >= 0 && at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
  let end = bytes.length - endBytes;
  const first = Math.max(0, end - mostComment);
  while (end >= first && mark(end) !== endMark) end--;
  if (end < first) throw damaged(archive);
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) {
    const [found, allowed] = [count, mostEntries].map((n) => say(`${n} files`, `${n} 个文件`));
    throw new Problem('tooLarge', { field: archive, found: found!, allowed: allowed! });
  }
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < count; n++) {
    if (mark(at) !== listMark || at + 46 > bytes.length) throw damaged(archive);
    const method = view.getUint16(at + 10, true);
    const checksum = view.getUint32(at + 16, true);
    const [size, claimed] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!));
    const header = view.getUint32(at + 42, true);
    const read = async (limit: number) => {
      if (mark(header) !== fileMark || header + 30 > bytes.length) throw damaged(archive);
      const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
      const packed = bytes.subarray(start, start + size);
      if (packed.length !== size || (method !== stored && method !== deflated)) throw damaged(archive);
      const content =
        method === deflated ? await inflateAside(packed, limit) : size > limit ? 'tooLarge' : packed.slice();
      if (content === 'tooLarge') {
        const found = say(
          `more than ${megabytes(limit)} in ${name}`,
          `${name} 解压后超过 ${megabytes(limit)}`,
        );
        throw new Problem('tooLarge', { field: archive, found, allowed: megabytes(limit) });
      }
      // Other readers reserve the size that the archive claims.
      if (content === 'damaged' || content.length !== claimed || crc32(content) !== checksum) {
        throw damaged(archive);
      }
      return content;
    };
    entries.set(name, { name, size: claimed!, read });
    at += 46 + nameLength! + extra! + comment!;
  }
  return entries;
}

const damaged = (archive: string) =>
  new Problem('mismatch', {
    field: archive,
    found: say('not a zip file, or damaged', '不是 zip 文件或已损坏'),
    allowed: say('a whole zip file: save or download it again', '完整的 zip 文件：请重新保存或下载'),
  });

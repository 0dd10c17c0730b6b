import { Problem, say } from '../../base/problem';
import { idxDimensions, isGzip } from '../tables/contentKind';
import { contentOf } from '../tables/contents';
import { gunzip } from '../tables/gzip';
import { importLimits, megabytes } from './limits';

/** An array of unsigned bytes with its shape, as an IDX file holds it. */
export interface IdxFile {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A file with its content in base64, or the hash of its stored content. */
export interface StoredFile {
  readonly name: string;
  readonly base64?: string | undefined;
  readonly hash?: string | undefined;
}

/**
 * Reads an IDX file that a spec holds as base64, or by its hash.
 * @throws Problem naming the file, or the field if its content is not there
 */
export function readIdx(field: string, { name, base64: given, hash }: StoredFile): IdxFile {
  const base64 = given ?? (hash === undefined ? undefined : contentOf(hash));
  if (base64 === undefined) {
    throw new Problem('missing', {
      field: `${field}.base64`,
      allowed: say(`the content of ${name}`, `${name} 的内容`),
    });
  }
  checkSize(name, (base64.length * 3) / 4);
  return parseIdx(decode(field, base64), name);
}

/** The length along each dimension of an IDX file, from its header; undefined if it is none, or cut within the header. */
export function idxShape(bytes: Uint8Array): number[] | undefined {
  const dimensions = idxDimensions(bytes);
  if (dimensions === undefined || bytes.length < headerBytes(dimensions)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
}

/** The bytes of the header of an IDX file; those of its values follow. */
export const headerBytes = (dimensions: number): number => 4 + 4 * dimensions;

/**
 * Parses an IDX file of unsigned bytes (http://yann.lecun.com/exdb/mnist), gzipped or not.
 * @throws Problem naming the file
 */
export function parseIdx(packed: Uint8Array, name: string): IdxFile {
  const bytes = packed.length > 18 && isGzip(packed) ? gunzip(packed, name) : packed;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) {
    throw new Problem('mismatch', {
      field: name,
      found: say('it is a web page, not an IDX file', '这是网页，而非 IDX 文件'),
      allowed: say('the file itself: download it once more', '文件本身：请重新下载'),
    });
  }
  const shape = idxShape(bytes);
  if (!shape) {
    const first = [...bytes.subarray(0, 4)].join(' ');
    throw new Problem('mismatch', {
      field: name,
      found: say(`a file that starts with the bytes ${first}`, `文件以字节 ${first} 开头`),
      allowed: say('IDX of unsigned bytes (0 0 8 n, n dimensions)', '无符号字节的 IDX（0 0 8 n，n 为维数）'),
    });
  }
  const header = headerBytes(shape.length);
  const count = shape.reduce((a, b) => a * b, 1);
  const there = bytes.length - header;
  if (there !== count) {
    const times = shape.join(' × ');
    const found =
      there < count
        ? say(
            `it is cut short, ${there} of the ${count} bytes of ${times}`,
            `文件不完整，${times} 的 ${count} 字节中只有 ${there} 字节`,
          )
        : say(`${there} bytes for ${times}`, `${times} 却有 ${there} 字节`);
    const allowed = say('a whole file: download it again', '完整的文件：请重新下载');
    throw new Problem('mismatch', { field: name, found, allowed });
  }
  return { shape, bytes: bytes.subarray(header) };
}

function checkSize(field: string, bytes: number): void {
  if (bytes <= importLimits.bytes) return;
  const values = { found: megabytes(bytes), allowed: megabytes(importLimits.bytes) };
  throw new Problem('tooLarge', { field, ...values });
}

function decode(field: string, base64: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    const found = say('text that is not base64', '不是 base64 的文本');
    throw new Problem('mismatch', { field: `${field}.base64`, found, allowed: 'base64' });
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

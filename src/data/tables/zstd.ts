import { Decompress, decompress } from 'fzstd';
import { joinedBytes } from '../../base/joined';

/** Marks at the beginning of a frame, and of one that is to be skipped, but for its last 4 bits. */
const [frameMark, skippedMark] = [0xfd2fb528, 0x184d2a50];
const [plain, repeated, packedBlock] = [0, 1, 2];
/** Bytes of a block's head, and of a checksum. */
const [blockHead, checksumBytes] = [3, 4];

/**
 * Inflates a Zstandard frame (RFC 8878) to the size that it is known to have. The decompressor reserves whatever a frame claims,
 * and makes as much as its blocks say; here it gets no more than the size.
 * @throws Error if it is damaged, or has another size
 */
export function inflateZstd(packed: Uint8Array, size: number): Uint8Array {
  const frame = frameIn(packed);
  if (frame.content !== undefined) {
    if (frame.content !== size) throw new Error(`a page of ${frame.content} bytes in place of ${size}`);
    return decompress(frame.bytes, new Uint8Array(size));
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((part) => {
    length += part.length;
    if (length > size) throw new Error(`a page of more than ${size} bytes`);
    parts.push(part);
  });
  stream.push(withWindow(frame, Math.min(frame.window, size + 1)), true);
  if (length !== size) throw new Error(`a page of ${length} bytes in place of ${size}`);
  return joinedBytes(parts);
}

interface Frame {
  readonly bytes: Uint8Array;
  /** The size that it says, if it does, and the bytes that it looks back at most. */
  readonly content: number | undefined;
  readonly window: number;
  readonly hasChecksum: boolean;
  /** Where its blocks begin. */
  readonly blocks: number;
}

/** The only frame, whose blocks lie in the bytes; those before it that are to be skipped are left out. */
function frameIn(packed: Uint8Array): Frame {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  let start = 0;
  while ((view.getUint32(start, true) & 0xfffffff0) >>> 0 === skippedMark)
    start += 8 + view.getUint32(start + 4, true);
  if (view.getUint32(start, true) !== frameMark) throw new Error('no Zstandard frame');
  const flags = view.getUint8(start + 4);
  const isSingle = (flags & 32) > 0;
  const hasChecksum = (flags & 4) > 0;
  let at = start + 5;
  let window = 0;
  if (!isSingle) {
    const descriptor = view.getUint8(at++);
    const base = 2 ** (10 + (descriptor >> 3));
    window = base + (base / 8) * (descriptor & 7);
  }
  at += [0, 1, 2, 4][flags & 3]!;
  let content: number | undefined;
  if (flags >> 6 === 0 && isSingle) content = view.getUint8(at++);
  else if (flags >> 6 > 0) {
    const bytes = 2 ** (flags >> 6);
    content =
      bytes === 2
        ? view.getUint16(at, true) + 256
        : bytes === 4
          ? view.getUint32(at, true)
          : Number(view.getBigUint64(at, true));
    at += bytes;
  }
  const blocks = at;
  for (let isLast = false; !isLast; ) {
    const head = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    isLast = (head & 1) > 0;
    const kind = (head >> 1) & 3;
    if (kind !== plain && kind !== repeated && kind !== packedBlock) throw new Error('no Zstandard block');
    at += blockHead + (kind === repeated ? 1 : head >> 3);
  }
  const end = at + (hasChecksum ? checksumBytes : 0);
  if (end !== packed.length) throw new Error(`a frame of ${end} bytes in ${packed.length}`);
  return { bytes: packed.subarray(start), content, window, hasChecksum, blocks: blocks - start };
}

/** The frame with the smallest window that holds so many bytes. */
function withWindow({ bytes, hasChecksum, blocks }: Frame, window: number): Uint8Array {
  const exponent = Math.max(0, Math.ceil(Math.log2(window)) - 10);
  const head = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, hasChecksum ? 4 : 0, exponent << 3);
  const frame = new Uint8Array(head.length + bytes.length - blocks);
  frame.set(head);
  frame.set(bytes.subarray(blocks), head.length);
  return frame;
}

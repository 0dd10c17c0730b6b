import { joinedBytes } from '../../base/joined';

/** The bytes that are read at once. */
const sliceBytes = 4 * 2 ** 20;

const lineFeed = 10;

/** A line of a file: its number from 1, and whether it ends with a line feed. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly whole: boolean;
  /** Its length in the file, with its line feed. */
  readonly bytes: number;
}

/**
 * Reads a file line by line in slices; only one slice and one line are in memory.
 *
 * @param onProgress is told the share of the file that has been read, 0 to 1
 */
export async function* linesOf(
  file: Blob,
  onProgress: (share: number) => void = () => {},
  bytesAtOnce = sliceBytes,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  // The parts of a line that began in an earlier slice.
  let begun: Uint8Array[] = [];
  const lineOf = (rest: Uint8Array, whole: boolean): Line => {
    const bytes = begun.length > 0 ? joinedBytes([...begun, rest]) : rest;
    begun = [];
    number++;
    return { number, text: decoder.decode(bytes), whole, bytes: bytes.length + Number(whole) };
  };
  for (let start = 0; start < file.size; start += bytesAtOnce) {
    const slice = new Uint8Array(await file.slice(start, start + bytesAtOnce).arrayBuffer());
    let from = 0;
    for (let end = slice.indexOf(lineFeed); end >= 0; end = slice.indexOf(lineFeed, from)) {
      yield lineOf(slice.subarray(from, end), true);
      from = end + 1;
    }
    if (from < slice.length) begun.push(slice.subarray(from));
    onProgress(Math.min(1, (start + bytesAtOnce) / file.size));
  }
  if (begun.length > 0) yield lineOf(new Uint8Array(), false);
}

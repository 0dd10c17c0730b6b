/**
 * What a line of code says besides its text: behind it, between two of this control character, in JSON. Only code for the page has
 * marks; no file does.
 */
const sign = '\u0001';

/** What is known of a line. */
export interface LineMarks {
  /** The layers that it makes, from one (counted from 0, the output layer last) up to another, exclusive. */
  readonly layers?: readonly [number, number];
  /** How many numbers stand for the sign `…` in it, and a digest by which others are told from them. */
  readonly folded?: { readonly count: number; readonly digest: string };
}

/** A line with its marks. */
export type MarkedLine = LineMarks & { readonly text: string };

/** What code is written for: a file, or the page, where long numbers are folded and lines are marked. */
export type Purpose = 'file' | 'page';

/** Marks a line, if it is for the page. */
export const marked = (line: string, marks: LineMarks, purpose: Purpose): string =>
  purpose === 'page' ? `${line}${sign}${JSON.stringify(marks)}${sign}` : line;

/** Code for the page as lines with their marks. */
export const markedLines = (code: string): MarkedLine[] =>
  code.split('\n').map((line) => {
    const [text = '', ...marks] = line.split(sign);
    return Object.assign({ text }, ...marks.filter((mark) => mark !== '').map((mark) => JSON.parse(mark)));
  });

/** Digests of arrays that stay while settings change. */
const digests = new WeakMap<Float64Array, string>();

/** A digest of numbers (FNV-1a over the words of their float64). An array must not change after it. */
export function digestOf(values: ArrayLike<number>): string {
  const known = values instanceof Float64Array ? digests.get(values) : undefined;
  if (known !== undefined) return known;
  const doubles = values instanceof Float64Array ? values : Float64Array.from(values);
  const words = new Uint32Array(doubles.buffer, doubles.byteOffset, 2 * doubles.length);
  let hash = 0x811c9dc5;
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  const digest = (hash >>> 0).toString(16);
  digests.set(doubles, digest);
  return digest;
}

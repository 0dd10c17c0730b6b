interface Numbers {
  readonly length: number;
}

/** Puts arrays one after another into a new one that has room for all of them. */
function fill<P extends Numbers, A extends { set(part: P, at: number): void }>(
  all: A,
  parts: readonly P[],
): A {
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const lengthOf = (parts: readonly Numbers[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** Bytes, one part after another. */
export const joinedBytes = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  fill(new Uint8Array(lengthOf(parts)), parts);

/** Numbers, one array after another. */
export const joinedNumbers = (parts: readonly ArrayLike<number>[]): Float64Array<ArrayBuffer> =>
  fill(new Float64Array(lengthOf(parts)), parts);

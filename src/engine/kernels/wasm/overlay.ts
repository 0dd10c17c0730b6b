import { blockBytes, nowhere, Stagger } from './heap';
import { type Pass, type Placed, passAccesses } from './schedule';

/** The first and the last pass that touch a matrix. */
interface Life {
  readonly from: number;
  until: number;
}

/**
 * Assigns a place to every matrix without its own memory. Matrices whose lifetimes do not overlap share memory. The
 * most recently freed place is used first, because it is still in the cache.
 * @returns offsets in bytes, and the total number of bytes
 * @throws if a pass reads a matrix that none has written
 */
export function overlay(passes: readonly Pass[]): { offsets: ReadonlyMap<Placed, number>; bytes: number } {
  const offsets = new Map<Placed, number>();
  const free = new Map<number, number[]>();
  const living = new Map<Placed, Life>();
  const stagger = new Stagger();
  let end = 0;
  for (const [matrix, life] of [...lives(passes)].sort(([, a], [, b]) => a.from - b.from)) {
    for (const [other, { until }] of living) {
      if (until >= life.from) continue;
      living.delete(other);
      const places = free.get(blockBytes(other)) ?? [];
      free.set(blockBytes(other), places);
      places.push(offsets.get(other)!);
    }
    living.set(matrix, life);
    const bytes = blockBytes(matrix);
    const left = free.get(bytes)?.pop();
    const offset = left ?? end + stagger.before(bytes);
    offsets.set(matrix, offset);
    if (left === undefined) end = offset + bytes;
  }
  return { offsets, bytes: end };
}

function lives(passes: readonly Pass[]): Map<Placed, Life> {
  const lives = new Map<Placed, Life>();
  for (const [at, pass] of passes.entries()) {
    const { reads, writes } = passAccesses(pass);
    const written = new Set(writes.map(({ matrix }) => matrix));
    for (const { matrix } of [...reads, ...writes]) {
      if (matrix.address !== nowhere) continue;
      const life = lives.get(matrix);
      if (life) life.until = at;
      else if (written.has(matrix)) lives.set(matrix, { from: at, until: at });
      else throw new Error('Scratch is read before it is written.');
    }
  }
  return lives;
}

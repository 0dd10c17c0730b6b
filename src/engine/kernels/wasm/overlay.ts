import { nowhere } from './heap';
import { type Pass, type Placed, passAccesses, strideOf } from './schedule';

/** Bytes of a line of the cache. */
const line = 64;
/** Bytes from which matrices that lie at the same place of a page would push each other out of the cache, and what parts them. */
const large = 16384;
const apart = 5 * line;

/** The first and the last pass that touch a matrix. */
interface Life {
  readonly from: number;
  until: number;
}

/**
 * Finds a place for every matrix that has none of its own: those whose times do not overlap take turns, the place left last
 * first, as it is still in the cache.
 * @returns offsets in bytes, and how many bytes there are in all
 * @throws where a pass reads what none has written
 */
export function overlay(passes: readonly Pass[]): { offsets: ReadonlyMap<Placed, number>; bytes: number } {
  const offsets = new Map<Placed, number>();
  const free = new Map<number, number[]>();
  const living = new Map<Placed, Life>();
  let end = 0;
  for (const [matrix, life] of [...lives(passes)].sort(([, a], [, b]) => a.from - b.from)) {
    for (const [other, { until }] of living) {
      if (until >= life.from) continue;
      living.delete(other);
      const places = free.get(sizeOf(other)) ?? [];
      free.set(sizeOf(other), places);
      places.push(offsets.get(other)!);
    }
    living.set(matrix, life);
    const size = sizeOf(matrix);
    const left = free.get(size)?.pop();
    offsets.set(matrix, left ?? end);
    if (left === undefined) end += size + (size < large ? 0 : apart);
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

const sizeOf = ({ rows, cols }: Placed): number =>
  Math.ceil((rows * strideOf({ rows, cols }) * 4) / line) * line;

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The random streams. Each use of randomness has its own stream, so that a change of one leaves the others unchanged. */
export type Stream =
  | 'data'
  | 'noise'
  | 'split'
  | 'weights'
  | 'batches'
  | `batches${number}`
  | 'dropout'
  | 'labelNoise'
  | 'lesson'
  | 'shift'
  | 'budget'
  | 'twoSample';

/** A reproducible source of random numbers. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
  /** Uniformly random order of 0..n-1 (Fisher–Yates). */
  permutation(n: number): Int32Array;
}

/** Mixes 32-bit words into one well-spread 32-bit word (the finalizer of MurmurHash3, applied word by word). */
export function hash32(...words: number[]): number {
  let h = 0x9e3779b9;
  for (const word of words) {
    h = Math.imul(h ^ word, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** The name of a stream as character codes. */
const codes = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));

/** Creates a generator for one stream of one seed; `index` separates, for example, the layers within the stream. */
export function createRandom(seed: number, stream: Stream, index = 0): Random {
  const high = Math.floor(seed / 0x100000000) | 0;
  const generator = xoroshiro128plus(hash32(seed | 0, high, ...codes(stream), index) | 0);
  const word = () => generator.next() >>> 0;
  const uniform = () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 0x20000000000000;
  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    // Box–Muller; 1 - u keeps the logarithm's argument above 0.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const integer = (n: number) => Math.floor(uniform() * n);
  const permutation = (n: number) => {
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = integer(i + 1);
      const swap = order[i]!;
      order[i] = order[j]!;
      order[j] = swap;
    }
    return order;
  };
  return { uniform, normal, integer, permutation };
}

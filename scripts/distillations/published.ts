import type { ReadyName } from '../../src/schema/distillations';

/** An accuracy that was measured elsewhere, over so many seeds; without `sd` where none was told. */
export interface Published {
  readonly mean: number;
  readonly sd?: number;
}

interface PublishedResult {
  readonly of: string;
  readonly seeds: number;
  /** In the order of the students; undefined where there is no such number. */
  readonly students: readonly (Published | undefined)[];
}

/** Numbers that a ready distillation is held against. */
export const published: Partial<Record<ReadyName, PublishedResult>> = {
  noisySpiral: {
    of: 'a trial of the same kind in numpy (three arms, 90 points, student 2-12-12-3), on another spiral',
    seeds: 10,
    students: [
      { mean: 0.847, sd: 0.069 },
      { mean: 0.882, sd: 0.06 },
      { mean: 0.984, sd: 0.01 },
      { mean: 0.982 },
      { mean: 0.992 },
      { mean: 0.996 },
      { mean: 0.996 },
      { mean: 1 },
    ],
  },
};

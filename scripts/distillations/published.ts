import type { ReadyName } from '../../src/schema/distillations';

/** A published accuracy and its number of seeds; without `sd` if none was published. */
export interface Published {
  readonly mean: number;
  readonly sd?: number;
}

interface PublishedResult {
  readonly of: string;
  readonly seeds: number;
  /** In the order of the students; undefined if there is no such number. */
  readonly students: readonly (Published | undefined)[];
}

/** Published numbers that the ready distillations are compared with. */
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

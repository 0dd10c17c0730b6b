import type { z } from 'zod';
import type { Entry, Params } from '../../base/entry';
import type { Random } from '../../random/random';
import type { Samples } from '../sets/dataset';

/**
 * What makes one domain out of another: a change of the inputs, or of which samples there are. One file each; adding one
 * touches this folder alone.
 */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds shifts of every shape of fields.
export interface Shift<S extends z.ZodRawShape = any> extends Entry<S> {
  /** What it can be done to: pairs of numbers (pictures, a plane, two features or more), pictures, classes, or anything. */
  readonly for: keyof typeof applicable;
  /** The fields with which nothing changes. */
  readonly zero: Params<S>;
  /**
   * The samples in the new domain; those given stay as they are. Pictures stay in [0, 1], shapes stay, samples keep their order.
   * @param random a stream of this shift alone
   * @throws Problem where a field does not go with the samples
   */
  apply(samples: Samples, params: Params<S>, random: Random): Samples;
}

/** Declares a shift; the fields' types follow from `params`. */
export const defineShift = <S extends z.ZodRawShape>(shift: Shift<S>) => shift;

const applicable = {
  any: () => true,
  pairs: ({ features, points, inputs }: Samples) => (points ?? inputs).length > inputs.length / features,
  images: ({ image }: Samples) => image !== undefined,
  classes: ({ outcome }: Samples) => outcome.task === 'classification',
} as const;

/** Whether a shift can be done to some samples. */
export const applies = (shift: Shift, samples: Samples): boolean => applicable[shift.for](samples);

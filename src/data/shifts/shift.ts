import type { z } from 'zod';
import type { Entry, Params } from '../../base/entry';
import type { Random } from '../../random/random';
import type { Samples } from '../sets/dataset';

/**
 * A shift makes one domain out of another: it changes the inputs, or which samples there are. One file each; a new shift
 * changes this folder alone.
 */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds shifts of every shape of fields.
export interface Shift<S extends z.ZodRawShape = any> extends Entry<S> {
  /** The data that it applies to: pairs of numbers (pictures, a plane, two features or more), pictures, classes, or anything. */
  readonly for: keyof typeof applicable;
  /** The field values that change nothing. */
  readonly zero: Params<S>;
  /**
   * Returns the samples in the new domain; the given samples are not modified. Pictures stay in [0, 1], shapes stay, and
   * samples keep their order.
   * @param random a random stream for this shift alone
   * @throws Problem if a field does not fit the samples
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

/** Whether a shift applies to the given samples. */
export const applies = (shift: Shift, samples: Samples): boolean => applicable[shift.for](samples);

import type { Samples } from '../sets/dataset';
import { type Scale, scaleOf } from '../sets/standardize';

/** The numbers that a shift moves: the points of samples that lie in a plane or on a line, else the inputs. */
export interface Coordinates {
  /** `[samples, columns]` */
  readonly values: Float64Array;
  readonly columns: number;
  /**
   * Where each column's 0 lies and how long its 1 is: as they are for points and pictures, else the column's mean and
   * standard deviation, as tables hold all kinds of units.
   */
  readonly frame: Scale;
}

export function coordinatesOf({ inputs, features, points, image }: Samples): Coordinates {
  const count = inputs.length / features;
  const [values, columns] = points ? [points, points.length / count] : [inputs, features];
  const asTheyAre = points !== undefined || image !== undefined;
  const frame = asTheyAre ? Array.from({ length: columns }, () => [0, 1] as const) : scaleOf(values, columns);
  return { values, columns, frame };
}

/** The samples with other coordinates `[samples, columns]`; points are expanded to inputs anew. */
export const withCoordinates = (samples: Samples, values: Float64Array): Samples =>
  samples.expand
    ? { ...samples, points: values, inputs: samples.expand(values) }
    : { ...samples, inputs: values };

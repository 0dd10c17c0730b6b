import type { Samples } from '../sets/dataset';
import { type Scale, scaleOf } from '../sets/standardize';

/** The numbers that a shift moves: the coordinates of samples in a plane or on a line, otherwise the inputs. */
export interface Coordinates {
  /** `[samples, columns]` */
  readonly values: Float64Array;
  readonly columns: number;
  /**
   * The origin and unit length of each column: 0 and 1 for points and pictures. Other data use the column's mean and standard
   * deviation, because the columns of a table have different units.
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

/** The samples with new coordinates `[samples, columns]`; the features of points are computed again. */
export const withCoordinates = (samples: Samples, values: Float64Array): Samples =>
  samples.expand
    ? { ...samples, points: values, inputs: samples.expand(values) }
    : { ...samples, inputs: values };

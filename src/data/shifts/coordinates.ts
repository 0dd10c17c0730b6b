import type { Samples } from '../sets/dataset';

/** The numbers that a shift moves: the points of samples that lie in a plane or on a line, else the inputs. */
export interface Coordinates {
  /** `[samples, columns]` */
  readonly values: Float64Array;
  readonly columns: number;
  /**
   * Where each column's 0 lies and how long its 1 is: as they are for points and pictures, else the column's mean and
   * standard deviation, as tables hold all kinds of units.
   */
  readonly frame: readonly { readonly centre: number; readonly unit: number }[];
}

export function coordinatesOf({ inputs, features, points, image }: Samples): Coordinates {
  const count = inputs.length / features;
  const [values, columns] = points ? [points, points.length / count] : [inputs, features];
  const frame = Array.from({ length: columns }, (_, j) =>
    points || image ? { centre: 0, unit: 1 } : moments(values, columns, j),
  );
  return { values, columns, frame };
}

/** The samples with other coordinates `[samples, columns]`; points are expanded to inputs anew. */
export const withCoordinates = (samples: Samples, values: Float64Array): Samples =>
  samples.expand
    ? { ...samples, points: values, inputs: samples.expand(values) }
    : { ...samples, inputs: values };

function moments(values: Float64Array, columns: number, column: number) {
  const count = values.length / columns;
  let [sum, squares] = [0, 0];
  for (let k = column; k < values.length; k += columns) sum += values[k]!;
  const centre = sum / count;
  for (let k = column; k < values.length; k += columns) squares += (values[k]! - centre) ** 2;
  return { centre, unit: Math.sqrt(squares / count) };
}

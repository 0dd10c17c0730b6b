import type { ImageShape, Samples } from '../sets/dataset';
import { type Coordinates, coordinatesOf, withCoordinates } from './coordinates';
import { background, mapPictures, type Picture, valueAt } from './pictures';

/** p ↦ A p + t, with A = [[a, b], [c, d]], x to the right and y up. */
export interface Affine {
  readonly matrix: readonly [a: number, b: number, c: number, d: number];
  readonly offset: readonly [x: number, y: number];
}

/** Help text about `move`, for the shifts that use it. */
export const moved = {
  en: 'Images are transformed about their centre, with half their longer side as the unit; for data that are neither images nor points in the plane, the first two features are transformed about their mean, with their standard deviation as the unit.',
  'zh-CN':
    '图像以中心为原点，长边的一半为单位；既非图像也非平面数据时，变换前两个特征，以均值为原点、标准差为单位。',
} as const;

/**
 * Moves the samples. Points of a plane are mapped directly. Pictures are resampled bilinearly about their centre; half the
 * longer side is 1. Other data: the first two features (or the only one) are mapped about the mean, in standard deviations.
 */
export const move = (samples: Samples, affine: Affine): Samples =>
  samples.image
    ? mapPictures(samples, (picture, shape) => resample(picture, shape, affine))
    : withCoordinates(samples, moveColumns(samples, affine));

type Column = Coordinates['frame'][number];

function moveColumns(samples: Samples, { matrix: [a, b, c, d], offset: [right, up] }: Affine): Float64Array {
  const { values, columns, frame } = coordinatesOf(samples);
  const [[middle, unit], second] = frame as readonly [Column, Column?];
  const out = values.slice();
  for (let k = 0; k < out.length; k += columns) {
    const x = (values[k]! - middle) / unit;
    const y = second ? (values[k + 1]! - second[0]) / second[1] : 0;
    // The change is added to the value, so that a zero change keeps every bit.
    out[k]! += unit * ((a - 1) * x + b * y + right);
    if (second) out[k + 1]! += second[1] * (c * x + (d - 1) * y + up);
  }
  return out;
}

/** Each new pixel takes the value of the place that the map brings to it. */
function resample(picture: Picture, shape: ImageShape, { matrix: [a, b, c, d], offset }: Affine): Picture {
  const { width, height } = shape;
  const unit = Math.max(width, height) / 2;
  const [middle, centre] = [(width - 1) / 2, (height - 1) / 2];
  const determinant = a * d - b * c;
  const outside = background(picture, shape);
  return picture.map((_, p) => {
    // Rows count downwards; y points upwards.
    const x = (p % width) - middle - offset[0] * unit;
    const y = centre - Math.floor(p / width) - offset[1] * unit;
    const column = middle + (d * x - b * y) / determinant;
    const row = centre - (a * y - c * x) / determinant;
    return valueAt(picture, shape, column, row, outside);
  });
}

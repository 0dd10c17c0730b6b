import type { ImageShape, Samples } from '../sets/dataset';

/** A picture's pixels `[height, width]`, in [0, 1], row by row from the top. */
export type Picture = Float64Array;

/** The pictures of the samples `[samples]`, as views of the inputs. */
export const picturesOf = ({ inputs, features }: Samples): readonly Picture[] =>
  Array.from({ length: inputs.length / features }, (_, i) =>
    inputs.subarray(i * features, (i + 1) * features),
  );

/** Changes the pictures of samples one by one; pixels are clamped to [0, 1]. */
export function mapPictures(
  samples: Samples,
  change: (picture: Picture, shape: ImageShape) => Picture,
): Samples {
  const inputs = new Float64Array(samples.inputs.length);
  picturesOf(samples).forEach((picture, i) => {
    const changed = change(picture, samples.image!);
    inputs.set(changed.map(intensity), i * samples.features);
  });
  return { ...samples, inputs };
}

/** Changes the pixels of samples one by one; they are clamped to [0, 1]. */
export const mapPixels = (samples: Samples, change: (pixel: number) => number): Samples => ({
  ...samples,
  inputs: samples.inputs.map((pixel) => intensity(change(pixel))),
});

const intensity = (value: number) => Math.min(1, Math.max(0, value));

/** The background of a picture: the median of its border. */
export function background(picture: Picture, { width, height }: ImageShape): number {
  const border = picture.filter((_, p) => {
    const [row, column] = [Math.floor(p / width), p % width];
    return row === 0 || row === height - 1 || column === 0 || column === width - 1;
  });
  return border.sort()[border.length >> 1]!;
}

/** The bilinear value between four pixels; `outside` beyond the picture. */
export function valueAt(
  picture: Picture,
  shape: ImageShape,
  column: number,
  row: number,
  outside: number,
): number {
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const upper = mix(
    pixelAt(picture, shape, left, top, outside),
    pixelAt(picture, shape, left + 1, top, outside),
    column - left,
  );
  const lower = mix(
    pixelAt(picture, shape, left, top + 1, outside),
    pixelAt(picture, shape, left + 1, top + 1, outside),
    column - left,
  );
  return mix(upper, lower, row - top);
}

const mix = (a: number, b: number, share: number) => a + share * (b - a);

const pixelAt = (picture: Picture, { width, height }: ImageShape, x: number, y: number, outside: number) =>
  x >= 0 && x < width && y >= 0 && y < height ? picture[y * width + x]! : outside;

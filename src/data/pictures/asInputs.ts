import type { InputShape, Pixels } from './picture';

/**
 * A picture as inputs: over white where it is transparent, gray as in ITU-R BT.601 (Pillow's `L`), resized by a triangle filter
 * that is as wide as an output pixel (Pillow's and torchvision's antialiased bilinear). The same arithmetic on the page and in the
 * terminal gives the same bytes.
 * @returns `[height, width, channels]`
 */
export function asInputs({ width, height, rgba }: Pixels, shape: InputShape): Uint8Array {
  const { channels } = shape;
  const across = filters(width, shape.width);
  const down = filters(height, shape.height);
  const row = new Float64Array(width * channels);
  // Rows are narrowed one by one, so that a large picture is never held as numbers.
  const narrow = new Float64Array(height * shape.width * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const alpha = rgba[at + 3]! / 255;
      const white = 255 * (1 - alpha);
      const [red, green, blue] = [0, 1, 2].map((k) => rgba[at + k]! * alpha + white) as [
        number,
        number,
        number,
      ];
      if (channels === 1) row[x] = 0.299 * red + 0.587 * green + 0.114 * blue;
      else row.set([red, green, blue], 3 * x);
    }
    for (let x = 0; x < shape.width; x++) {
      const { start, weights } = across[x]!;
      for (let k = 0; k < channels; k++) {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * row[(start + i) * channels + k]!;
        narrow[(y * shape.width + x) * channels + k] = sum;
      }
    }
  }
  const size = shape.width * channels;
  const inputs = new Uint8Array(shape.height * size);
  for (let y = 0; y < shape.height; y++) {
    const { start, weights } = down[y]!;
    for (let at = 0; at < size; at++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * narrow[(start + i) * size + at]!;
      inputs[y * size + at] = Math.min(255, Math.max(0, Math.round(sum)));
    }
  }
  return inputs;
}

/** For each output place, the input places that it is a weighted mean of. */
function filters(from: number, to: number): { readonly start: number; readonly weights: Float64Array }[] {
  const scale = from / to;
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, place) => {
    const center = (place + 0.5) * scale;
    const start = Math.max(0, Math.floor(center - reach + 0.5));
    const end = Math.min(from, Math.floor(center + reach + 0.5));
    const weights = Float64Array.from({ length: end - start }, (_, i) =>
      Math.max(0, 1 - Math.abs((start + i + 0.5 - center) / reach)),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { start, weights: weights.map((weight) => weight / sum) };
  });
}

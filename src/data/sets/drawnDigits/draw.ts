import type { Random } from '../../../random/random';
import { forms } from './forms';
import { rasterize } from './rasterize';
import { type Hand, write } from './write';

/** Pictures of digits `[count, size²]` and their classes. */
export interface Drawn {
  readonly inputs: Float64Array;
  readonly labels: Int32Array;
}

/** Draws the given number of digits, equally many per class, in random order. */
export function drawDigits(count: number, size: number, hand: Hand, random: Random): Drawn {
  const labels = random.permutation(count).map((place) => place % forms.length);
  const features = size * size;
  const inputs = new Float64Array(count * features);
  labels.forEach((label, i) => {
    const ways = forms[label]!;
    const trace = write(ways[random.integer(ways.length)]!, hand, random);
    rasterize(trace, size, inputs.subarray(i * features, (i + 1) * features));
  });
  return { inputs, labels };
}

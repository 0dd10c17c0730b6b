import { Problem } from '../../../base/problem';
import type { DataSet, Samples } from '../../../data/sets';
import { dataSchema, dataSets } from '../../../data/sets';
import { activations } from '../../../engine/activations';
import type { Initializer } from '../../../engine/initializers';
import { initializerSchema, initializers } from '../../../engine/initializers';
import { numbers } from '../../../engine/kernels/reference/numbers';
import { createRandom } from '../../../random/random';

/** The data of the thumbnails. They are computed from the registries, so nothing is drawn by hand. */

/** Samples of a kind with its defaults; undefined for kinds that come from a file. */
export async function samplesOf(kind: string): Promise<Samples | undefined> {
  const read = dataSchema.safeParse({ kind });
  if (!read.success) return undefined;
  const set: DataSet = dataSets[read.data.kind];
  await set.load?.();
  const few = 'samples' in read.data && typeof read.data.samples === 'number' ? { samples: 160 } : {};
  try {
    return set.samples({ ...read.data, ...few }, createRandom(1, 'data'));
  } catch (error) {
    // The user's own data do not exist without their file.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Positions along a curve, from the left end to the right. */
const places = 49;
const reach = 4;

/** φ and φ′ over [−4, 4]. */
export function activationCurve(kind: string): {
  readonly z: readonly number[];
  readonly value: readonly number[];
  readonly slope: readonly number[];
} {
  const { value, derivative } = activations[kind as keyof typeof activations];
  const z = Array.from({ length: places }, (_, i) => reach * ((2 * i) / (places - 1) - 1));
  const answers = z.map((at) => value(numbers, at));
  return { z, value: answers, slope: z.map((at, i) => derivative(numbers, at, answers[i]!)) };
}

/** The layer whose weights are counted, and the range of the histogram: three standard deviations of He's initialization. */
const shape = { fanIn: 64, fanOut: 64 };
const widest = 3 * Math.sqrt(2 / shape.fanIn);
const bins = 25;

/** The histogram of a 64 × 64 layer's weights in 25 bins. The range is the same for all kinds. Empty for weights from a file. */
export function weightCounts(kind: string): number[] {
  if (!Object.hasOwn(initializers, kind)) return [];
  const params = initializerSchema.parse({ kind });
  const one: Initializer = initializers[kind as keyof typeof initializers];
  const counts = new Array<number>(bins).fill(0);
  for (const weight of one.weights(createRandom(1, 'weights', 0), shape, params)) {
    const bin = Math.floor(((weight / widest + 1) / 2) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return counts;
}

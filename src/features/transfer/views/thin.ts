import type { PlanePoints } from '../../../charts';

/** At most so many of some points, evenly from the train samples and from the test samples. */
export function thin({ points, values, trainPoints }: PlanePoints, most: number): PlanePoints {
  const stride = Math.max(1, Math.ceil(values.length / most));
  const kept = Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => i * stride);
  return {
    points: kept.flatMap((i) => [points[2 * i]!, points[2 * i + 1]!]),
    values: kept.map((i) => values[i]!),
    trainPoints: kept.filter((i) => i < trainPoints).length,
  };
}

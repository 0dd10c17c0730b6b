import type { DataSpec, Samples } from './sets';
import { type Scale, scaleOf, standardized } from './sets/standardize';

/** Preprocessing after the split. All statistics come from the training samples alone. */

/** Fills in missing inputs: numbers with the median of the training samples, categories with the most frequent one. */
export function filledIn(samples: Samples, train: Int32Array): Samples {
  const { gaps, features } = samples;
  if (!gaps || gaps.length === 0) return samples;
  const inputs = samples.inputs.slice();
  for (const { start, width } of gaps) {
    const value = width === 1 ? [median(samples, start, train)] : mostFrequent(samples, start, width, train);
    for (let at = start; at < inputs.length; at += features) {
      if (Number.isNaN(inputs[at])) inputs.set(value, at);
    }
  }
  return { ...samples, inputs };
}

function median({ inputs, features }: Samples, column: number, train: Int32Array): number {
  const present = Float64Array.from(train, (row) => inputs[row * features + column]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const middle = present.length >> 1;
  if (present.length === 0) return 0;
  return present.length % 2 === 1 ? present[middle]! : (present[middle - 1]! + present[middle]!) / 2;
}

/** The most frequent category, one-hot. */
function mostFrequent(samples: Samples, start: number, width: number, train: Int32Array): number[] {
  const counts = new Array<number>(width).fill(0);
  for (const row of train) {
    for (let k = 0; k < width; k++) {
      if (samples.inputs[row * samples.features + start + k] === 1) counts[k]!++;
    }
  }
  const most = counts.indexOf(Math.max(...counts));
  return counts.map((_, k) => (k === most ? 1 : 0));
}

/** The input scale that a spec asks for, from the training samples alone; undefined if inputs are not scaled. */
export function inputScale(samples: Samples, spec: DataSpec, train: Int32Array): Scale | undefined {
  const { inputs, features, measured } = samples;
  if (spec.kind === 'table') {
    if (spec.scaling === 'none') return undefined;
    const scale =
      spec.scaling === 'minMax' ? rangesOf(inputs, features, train) : scaleOf(inputs, features, train);
    // Categories keep the values 0 and 1.
    return scale.map((one, j) => (measured?.[j] === 0 ? ([0, 1] as const) : one));
  }
  return 'standardize' in spec && spec.standardize ? scaleOf(inputs, features, train) : undefined;
}

export const scaledInputs = (samples: Samples, scale: Scale | undefined): Samples =>
  scale ? { ...samples, inputs: standardized(samples.inputs, scale) } : samples;

/** Standardizes a regression's targets with the training samples, if the spec asks for it. */
export function scaledTargets(
  samples: Samples,
  spec: DataSpec,
  train: Int32Array,
): { readonly samples: Samples; readonly targetScale?: Scale } {
  const { outcome } = samples;
  if (outcome.task !== 'regression' || spec.kind !== 'table' || !spec.scaleTarget) return { samples };
  const targetScale = scaleOf(outcome.targets, outcome.targetNames.length, train);
  return {
    samples: { ...samples, outcome: { ...outcome, targets: standardized(outcome.targets, targetScale) } },
    targetScale,
  };
}

/** The minimum and the range of each column over the given rows. A constant column keeps its scale. */
function rangesOf(inputs: Float64Array, features: number, rows: Int32Array): Scale {
  return Array.from({ length: features }, (_, j) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const row of rows) {
      const value = inputs[row * features + j]!;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high > low ? ([low, high - low] as const) : ([low, 1] as const);
  });
}

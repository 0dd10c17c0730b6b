import type { Dataset, Split } from './build';

/** What predictions without any input would reach on the data; scores are told against it. */
export interface Baseline {
  /**
   * The accuracy of always predicting the most frequent training class, on the test samples (without them, on the training
   * samples); NaN for regression.
   */
  readonly majority: number;
  /** The variance of the targets around their mean, averaged over the outputs; NaN for classification and without samples. */
  readonly variance: { readonly train: number; readonly test: number };
  /** The factor that turns an error of the network into the target's own unit. */
  readonly unit: number;
}

/** The baseline of a network's data. */
export function baselineOf({ task, outcomeNames, train, test, targetScale }: Dataset): Baseline {
  if (task === 'regression') {
    const outputs = outcomeNames.length;
    return {
      majority: Number.NaN,
      variance: { train: varianceOf(train, outputs), test: varianceOf(test, outputs) },
      unit: targetScale?.[0]?.[1] ?? 1,
    };
  }
  const counts = new Uint32Array(outcomeNames.length);
  for (const label of train.labels) counts[label]!++;
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  const { labels } = test.count > 0 ? test : train;
  const right = labels.reduce((sum, label) => sum + (label === most ? 1 : 0), 0);
  const none = { train: Number.NaN, test: Number.NaN };
  return { majority: right / labels.length, variance: none, unit: 1 };
}

function varianceOf({ count, targets }: Split, outputs: number): number {
  if (count === 0) return Number.NaN;
  let total = 0;
  for (let k = 0; k < outputs; k++) {
    let mean = 0;
    for (let at = k; at < targets.length; at += outputs) mean += targets[at]! / count;
    for (let at = k; at < targets.length; at += outputs) total += (targets[at]! - mean) ** 2 / count;
  }
  return total / outputs;
}

import type { Random } from '../../random/random';
import type { Samples } from '../sets/dataset';

/** Some samples, in the order of `rows`. */
export function takeRows(samples: Samples, rows: ArrayLike<number>): Samples {
  const { inputs, features, points, outcome } = samples;
  const count = inputs.length / features;
  const chosen = Array.from(rows);
  const pick = (matrix: Float64Array) => {
    const columns = matrix.length / count;
    const out = new Float64Array(chosen.length * columns);
    chosen.forEach((row, i) => {
      out.set(matrix.subarray(row * columns, (row + 1) * columns), i * columns);
    });
    return out;
  };
  return {
    ...samples,
    inputs: pick(inputs),
    ...(points ? { points: pick(points) } : {}),
    outcome:
      outcome.task === 'classification'
        ? { ...outcome, labels: Int32Array.from(chosen, (row) => outcome.labels[row]!) }
        : { ...outcome, targets: pick(outcome.targets) },
  };
}

/** The number of samples of each class `[classes]`; none of a regression. */
export function classCounts({ outcome }: Samples): number[] {
  if (outcome.task === 'regression') return [];
  const counts = outcome.classNames.map(() => 0);
  for (const label of outcome.labels) counts[label]!++;
  return counts;
}

/** Leaves samples out at random until each class has the share that is asked; one at least of a class that had any. */
export function thinClasses(samples: Samples, share: (label: number) => number, random: Random): Samples {
  if (samples.outcome.task === 'regression') return samples;
  const { labels } = samples.outcome;
  const left = classCounts(samples).map((count, label) => Math.max(1, Math.round(count * share(label))));
  const kept = random.permutation(labels.length).filter((row) => left[labels[row]!]!-- > 0);
  return takeRows(samples, kept.sort());
}

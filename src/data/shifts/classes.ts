import type { Random } from '../../random/random';
import type { Samples } from '../sets/dataset';
import { takeRows } from '../sets/rows';

/** The number of samples of each class `[classes]`; empty for a regression. */
export function classCounts({ outcome }: Samples): number[] {
  if (outcome.task === 'regression') return [];
  const counts = outcome.classNames.map(() => 0);
  for (const label of outcome.labels) counts[label]!++;
  return counts;
}

/** Removes samples at random until each class has the given share. A class that had samples keeps at least one. */
export function thinClasses(samples: Samples, share: (label: number) => number, random: Random): Samples {
  if (samples.outcome.task === 'regression') return samples;
  const { labels } = samples.outcome;
  const left = classCounts(samples).map((count, label) => Math.max(1, Math.round(count * share(label))));
  const kept = random.permutation(labels.length).filter((row) => left[labels[row]!]!-- > 0);
  return takeRows(samples, kept.sort());
}

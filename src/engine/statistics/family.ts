import type { Paired } from './paired';

/** The accepted share of families without any real difference in which a verdict is given. */
export const level = 0.05;

/**
 * The state of a comparison. `running`: some seeds are not done. `tooFew`: with so few seeds, no outcome could reach
 * the level.
 */
export type Verdict = 'better' | 'worse' | 'undecided' | 'tooFew' | 'running';

/** A comparison among others, judged. */
export interface Judged extends Paired {
  readonly verdict: Verdict;
  /** The p-value after Holm's correction over the family. */
  readonly adjusted: number;
  /** Comparisons in the family. */
  readonly family: number;
  /** The smallest number of seeds at which a family of that size can have a verdict. */
  readonly fewest: number;
}

/** The smallest n with m · 2 / 2ⁿ < 0.05. With fewer seeds, even a one-sided outcome is above the level. */
export function fewestSeeds(family: number): number {
  let n = 1;
  while (family * 2 * 0.5 ** n >= level) n++;
  return n;
}

/**
 * Judges comparisons that are shown together, e.g. all students against the same control. A false verdict anywhere
 * among them occurs in at most 5 % of families (Holm 1979, step down). The number of seeds is fixed beforehand, and
 * there is no verdict before all are done. Stopping at the first pleasing result would raise the error rate.
 * @param comparisons undefined if there is nothing to compare; these are not part of the family
 * @param planned number of seeds that were requested
 */
export function judge(comparisons: readonly (Paired | undefined)[], planned: number): (Judged | undefined)[] {
  const present = comparisons.filter((one) => one !== undefined);
  const family = present.length;
  const fewest = fewestSeeds(family);
  const adjusted = holm(present.map(({ pValue }) => pValue));
  const judged = present.map((one, i): Judged => {
    const sure = adjusted[i]! < level ? (one.better > one.worse ? 'better' : 'worse') : 'undecided';
    const few = Math.max(one.pairs, planned) < fewest;
    const verdict = few ? 'tooFew' : one.pairs < planned ? 'running' : sure;
    return { ...one, verdict, adjusted: adjusted[i]!, family, fewest };
  });
  let next = 0;
  return comparisons.map((one) => (one ? judged[next++] : undefined));
}

/** p-values after Holm's step-down correction, in the order given. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((place, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[place]!));
    adjusted[place] = largest;
  });
  return adjusted;
}

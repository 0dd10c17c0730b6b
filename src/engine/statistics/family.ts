import type { Paired } from './paired';

/** The share of families without any difference in which a verdict may be given all the same. */
export const level = 0.05;

/**
 * What a comparison says: `running` while not all seeds that were asked for are done, `tooFew` where no outcome of so few seeds
 * could reach the level.
 */
export type Verdict = 'better' | 'worse' | 'undecided' | 'tooFew' | 'running';

/** A comparison among others, judged. */
export interface Judged extends Paired {
  readonly verdict: Verdict;
  /** The p-value after Holm's correction over the family. */
  readonly adjusted: number;
  /** Comparisons in the family. */
  readonly family: number;
  /** Seeds from which on a family of that size can have a verdict. */
  readonly fewest: number;
}

/** Seeds without which the clearest outcome, all one way, is above the level: the smallest n with m · 2 / 2ⁿ < 0.05. */
export function fewestSeeds(family: number): number {
  let n = 1;
  while (family * 2 * 0.5 ** n >= level) n++;
  return n;
}

/**
 * Judges comparisons that are looked at together, e.g. all students against the same control, so that a false verdict anywhere
 * among them comes up in at most 5 % of families (Holm 1979, step down). The number of seeds is fixed beforehand: there is no
 * verdict before all of them are done, for who looks after each and stops at the first that pleases is wrong more often.
 * @param comparisons undefined where there is nothing to compare; these are no part of the family
 * @param planned seeds that were asked for
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

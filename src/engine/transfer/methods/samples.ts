import type { Adaptation, AdaptationInput, DomainSamples } from './method';

/** Selects rows of a domain's samples. */
export function rowsOf(
  { inputs, targets, count }: DomainSamples,
  includes: (row: number) => boolean,
): DomainSamples {
  const [features, classes] = [inputs.length / count, targets.length / count];
  const rows = Array.from({ length: count }, (_, i) => i).filter(includes);
  const take = (values: Float64Array, cols: number) =>
    Float64Array.from({ length: rows.length * cols }, (_, i) => {
      const row = rows[Math.floor(i / cols)]!;
      return values[row * cols + (i % cols)]!;
    });
  return { count: rows.length, inputs: take(inputs, features), targets: take(targets, classes) };
}

/** The target's samples whose labels may be used. */
export const labelledTarget = ({ target, labelled }: AdaptationInput): DomainSamples =>
  rowsOf(target, (row) => labelled[row] === 1);

/** Joins the samples of several domains. Each becomes a stratum, and a batch takes the same number from each. */
export function strataOf(...parts: readonly DomainSamples[]): Adaptation['samples'] {
  const joined = (pick: (part: DomainSamples) => Float64Array) => {
    const all = new Float64Array(parts.reduce((total, part) => total + pick(part).length, 0));
    let place = 0;
    for (const part of parts) {
      all.set(pick(part), place);
      place += pick(part).length;
    }
    return all;
  };
  return {
    inputs: joined(({ inputs }) => inputs),
    targets: joined(({ targets }) => targets),
    strata: parts.map(({ count }) => count),
  };
}

/** The same samples without their labels. */
export const withoutLabels = (samples: DomainSamples): DomainSamples => ({
  ...samples,
  targets: new Float64Array(samples.targets.length),
});

import type { ExperimentSpec } from '../../schema/experiment';
import { batchOfOne } from './batchOfOne';
import { dyingUnits } from './dyingUnits';
import { exploding } from './exploding';
import { imbalance } from './imbalance';
import { largeRate } from './largeRate';
import { overfitting } from './overfitting';
import { plateau } from './plateau';
import { type Remedy, type RemedyName, remedies } from './remedies';
import type { Finding, RecordedRun, Rule } from './rule';
import { saturation } from './saturation';
import { symmetry } from './symmetry';
import { underflow } from './underflow';
import { vanishing } from './vanishing';

/** Every diagnosis rule. Causes come before their effects. */
export const rules = {
  symmetry,
  batchOfOne,
  exploding,
  largeRate,
  saturation,
  vanishing,
  dyingUnits,
  underflow,
  imbalance,
  plateau,
  overfitting,
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;
export type { Finding, Recorded, RecordedRun, Rule } from './rule';
export { type SignalProfile, signalProfile } from './signal';
export { type RemedyName, remedies };

/** Which remedies change an experiment. A run is diagnosed at every step, and its experiment stays the same. */
const known = new WeakMap<ExperimentSpec, Map<RemedyName, boolean>>();

function changes(name: RemedyName, spec: ExperimentSpec): boolean {
  const effects = known.get(spec) ?? new Map<RemedyName, boolean>();
  known.set(spec, effects);
  const remedy: Remedy = remedies[name];
  const effect = effects.get(name) ?? JSON.stringify(remedy.apply(spec)) !== JSON.stringify(spec);
  effects.set(name, effect);
  return effect;
}

/** The findings of all rules, the cause first. Empty if the run is healthy or has no recorded step. */
export function diagnose(run: RecordedRun): { readonly rule: RuleName; readonly finding: Finding }[] {
  if (run.recorded.length === 0) return [];
  return Object.entries(rules).flatMap(([name, rule]: [string, Rule]) => {
    const finding = rule.find(run);
    if (!finding) return [];
    // A remedy that the experiment already applies is left out.
    const changing = finding.remedies.filter((remedy) => changes(remedy, run.spec));
    return [{ rule: name as RuleName, finding: { ...finding, remedies: changing } }];
  });
}

import { dead } from './dead';
import { exploding } from './exploding';
import { halfPrecision } from './halfPrecision';
import { imbalance } from './imbalance';
import { lossFalls } from './loss';
import { nonfinite } from './nonfinite';
import type { LogEvidence, LogFinding, LogRule } from './rule';
import { saturated } from './saturated';
import { vanishing } from './vanishing';

/** Every rule for logs of real models. Causes come before their effects. */
export const logRules = {
  nonfinite,
  exploding,
  saturated,
  vanishing,
  dead,
  halfPrecision,
  imbalance,
} satisfies Record<string, LogRule>;

export type LogRuleName = keyof typeof logRules;
export type { LogEvidence, LogFinding } from './rule';

/** The findings at a recorded step, causes first, and whether the loss falls all the same. */
export function diagnoseLog(evidence: LogEvidence): {
  readonly found: readonly { readonly rule: LogRuleName; readonly finding: LogFinding }[];
  readonly learns: boolean;
} {
  const found = Object.entries(logRules).flatMap(([rule, { find }]: [string, LogRule]) => {
    const finding = find(evidence);
    return finding ? [{ rule: rule as LogRuleName, finding }] : [];
  });
  return { found, learns: lossFalls(evidence) };
}

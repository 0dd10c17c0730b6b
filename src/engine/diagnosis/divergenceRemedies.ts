import { diagnose, type RemedyName, type RuleName } from './index';
import { lowering } from './largeRate';
import type { RecordedRun } from './rule';

/** The rules whose faults make numbers overflow. */
const overflowing: ReadonlySet<RuleName> = new Set(['exploding', 'largeRate']);

/**
 * What may mend a run that diverged, the most likely first. It is what the diagnosis prescribes for the cause: where the
 * weights make the signal explode, a lower learning rate would diverge as well. Without a finding it is a lower rate.
 */
export function divergenceRemedies(run: RecordedRun): readonly RemedyName[] {
  const cause = diagnose(run).find(({ rule }) => overflowing.has(rule));
  return cause?.finding.remedies ?? lowering(run.spec);
}

import type { LogEvidence } from './rule';

/** A loss below this share of the first one shows that the model learns, as in the lab. */
const learnt = 0.85;

/** Whether the loss of the last fifth of the recorded steps is clearly below the first one. */
export function lossFalls({ summary, moment }: LogEvidence): boolean {
  const { loss } = summary;
  const known = Array.from(loss.subarray(0, moment.at + 1)).filter(Number.isFinite);
  if (known.length < 4) return false;
  const recent = known.slice(-Math.max(3, Math.floor(known.length / 5)));
  const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length;
  return known[0]! > 0 && mean < learnt * known[0]!;
}

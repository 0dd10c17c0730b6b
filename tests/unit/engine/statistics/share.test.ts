import { expect, test } from 'vitest';
import { shareInterval } from '../../../../src/engine/statistics/share';

/** The probability that the interval contains the true share. It is an exact sum over all counts, not a simulation. */
function coverage(count: number, share: number): number {
  // ln of the binomial probability: the probability itself may underflow.
  let log = count * Math.log(1 - share);
  let held = 0;
  for (let right = 0; right <= count; right++) {
    const { low, high } = shareInterval(right / count, count);
    if (low <= share && share <= high) held += Math.exp(log);
    log += Math.log(((count - right) / (right + 1)) * (share / (1 - share)));
  }
  return held;
}

test.each([50, 200, 360])(
  'the interval of an accuracy over %i samples holds the true one in 95 of 100 cases',
  (count) => {
    const shares = Array.from({ length: 91 }, (_, i) => 0.05 + i / 100);
    const held = shares.map((share) => coverage(count, share));
    const mean = held.reduce((sum, one) => sum + one, 0) / held.length;
    expect(mean).toBeGreaterThan(0.945);
    expect(mean).toBeLessThan(0.96);
    expect(Math.min(...held)).toBeGreaterThan(0.91);
  },
);

test('an interval stays within 0 and 1, and has a width even if all answers are right', () => {
  expect(shareInterval(1, 200).high).toBe(1);
  expect(shareInterval(1, 200).low).toBeCloseTo(0.9812, 4);
  expect(shareInterval(0, 200).low).toBe(0);
});

/**
 * Adds what was taken at a later step, and drops one of the others if there are then more than `limit`: the one whose neighbours
 * are closest to each other, the oldest of several. So as many as may be are kept at any time, and they stay spread over the run.
 * The first and the newest always remain.
 */
export function addSpread<T extends { readonly step: number }>(
  kept: readonly T[],
  added: T,
  limit: number,
): readonly T[] {
  const all = [...kept, added];
  while (all.length > Math.max(2, limit)) {
    let least = 1;
    const gap = (i: number) => all[i + 1]!.step - all[i - 1]!.step;
    for (let i = 2; i < all.length - 1; i++) if (gap(i) < gap(least)) least = i;
    all.splice(least, 1);
  }
  return all;
}

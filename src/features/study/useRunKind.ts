import { useState } from 'react';

/** The source of the numbers: the run on screen, its repeats, or the runs of a sweep. */
export type RunKind = 'live' | 'seeds' | 'sweep';

/** The order of preference until the user chooses. */
const preferred: readonly RunKind[] = ['seeds', 'sweep', 'live'];

/**
 * The source of the displayed numbers: the user's choice if it has runs, else the first kind with runs in the order of
 * preference.
 * @param counts number of runs of each kind; 1 for the run on screen
 */
export function useRunKind<Kind extends RunKind>(counts: Readonly<Record<Kind, number>>) {
  const [wanted, choose] = useState<Kind>();
  const present = (Object.keys(counts) as Kind[]).filter((kind) => counts[kind] > 0);
  const newest = preferred.find((kind) => (present as RunKind[]).includes(kind)) as Kind;
  return {
    kind: wanted && present.includes(wanted) ? wanted : newest,
    kinds: present.map((kind) => ({ kind, count: counts[kind] })),
    choose,
  };
}

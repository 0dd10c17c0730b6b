import { useState } from 'react';

/** Where numbers can be from: the run on screen, its repeats, the runs of a sweep. */
export type RunKind = 'live' | 'seeds' | 'sweep';

/** The order in which they are preferred until somebody chooses. */
const preferred: readonly RunKind[] = ['seeds', 'sweep', 'live'];

/**
 * Where the numbers that are shown are from: what was chosen, as long as there are any; else repeats before what is on screen.
 * @param counts runs of each kind; of the one on screen 1
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

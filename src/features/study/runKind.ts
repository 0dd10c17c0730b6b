/** The source of the numbers: the run on screen, its repeats, or the runs of a sweep. */
export const runKinds = ['live', 'seeds', 'sweep'] as const;
export type RunKind = (typeof runKinds)[number];

/** The order of preference until the user chooses. */
const preferred: readonly RunKind[] = ['seeds', 'sweep', 'live'];

/**
 * The source of the displayed numbers: the user's choice if it has runs, else the first kind with runs in the order of
 * preference.
 * @param counts number of runs of each kind; 1 for the run on screen
 */
export function runKind<Kind extends RunKind>(
  counts: Readonly<Record<Kind, number>>,
  chosen: RunKind | undefined,
) {
  const present = (Object.keys(counts) as Kind[]).filter((kind) => counts[kind] > 0);
  const first = [chosen, ...preferred].find((kind) => (present as (RunKind | undefined)[]).includes(kind));
  return { kind: first as Kind, kinds: present.map((kind) => ({ kind, count: counts[kind] })) };
}

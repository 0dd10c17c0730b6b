import type { ComparisonSettings } from '../schema/comparison';
import { comparisonChangeInWords } from '../schema/comparisonChangeInWords';
import type { ExperimentSpec } from '../schema/experiment';
import { serializeExperiment } from '../schema/parse';
import { starterOf } from '../worker/connection';
import { createCompare } from './createCompare';
import { parseComparison, parseComparisonSettings } from './keptComparison';
import { keptRoom } from './keptRoom';
import { pagePool } from './pool';
import { queueProgress, showJob } from './runningJobs';
import { tabStorage } from './storage';
import { recordUndo } from './undo';

/** The comparison's store. */
export const useCompare = createCompare({ start: starterOf('comparison'), ...pagePool });

/** The settings of the room, as one value that changes only with them. */
let settings: ComparisonSettings = settingsNow();
function settingsNow(): ComparisonSettings {
  const { runs, pace, seeds } = useCompare.getState();
  return { specs: runs.map(({ spec }) => spec), pace, seeds };
}
function comparisonSettings(): ComparisonSettings {
  const now = settingsNow();
  const { specs, pace, seeds } = settings;
  const sameRuns = specs.length === now.specs.length && specs.every((spec, i) => spec === now.specs[i]);
  if (!sameRuns || pace !== now.pace || seeds !== now.seeds) settings = now;
  return settings;
}

showJob(
  { page: 'compare', kind: 'watched', cancel: () => useCompare.getState().pause() },
  useCompare,
  ({ status, runs }) => {
    if (status !== 'playing') return undefined;
    const shares = runs.map(({ step, spec }) => Math.min(1, step / spec.training.steps));
    return { share: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length) };
  },
);
showJob(
  { page: 'compare', kind: 'runs', cancel: () => useCompare.getState().cancel() },
  useCompare,
  ({ repeating }) => queueProgress(repeating),
);

/** The runs' settings by their text. */
const known = new Map<string, ExperimentSpec>();
/** The settings with one object for equal runs, as in the room: another object is another run, which trains anew. */
function sharing({ specs, ...rest }: ComparisonSettings): ComparisonSettings {
  for (const spec of settingsNow().specs) known.set(serializeExperiment(spec), spec);
  const shared = specs.map((spec) => {
    const text = serializeExperiment(spec);
    const found = known.get(text) ?? spec;
    known.set(text, found);
    return found;
  });
  return { ...rest, specs: shared };
}

recordUndo<ComparisonSettings>({
  page: 'compare',
  read: comparisonSettings,
  subscribe: (changed) =>
    // The room's first runs are no change.
    useCompare.subscribe((_, before) => changed(before.runs.length === 0)),
  keep: {
    storage: tabStorage,
    write: JSON.stringify,
    read: (text) => sharing(parseComparisonSettings(text)),
  },
  restore: (before) => useCompare.getState().restoreSettings(before),
  words: comparisonChangeInWords,
});

const room = keptRoom('compare', parseComparison);

useCompare.subscribe(({ runs, status, pace, seeds }, before) => {
  const trained = status !== before.status && status !== 'loading';
  const other = runs.some(
    (run, i) => run.repeats !== before.runs[i]?.repeats || run.spec !== before.runs[i].spec,
  );
  const fewer = runs.length !== before.runs.length;
  if (!trained && !other && !fewer && pace === before.pace && seeds === before.seeds) return;
  room.write({ runs: runs.map(({ spec, step, repeats }) => ({ spec, step, repeats })), pace, seeds });
});

let opened = false;

/** Opens the comparison of the last visit, once; if there is none, `otherwise` is compared. */
export async function openComparison(otherwise: () => readonly ExperimentSpec[]): Promise<void> {
  if (opened) return;
  opened = true;
  const kept = await room.read();
  const { runs, compare, bringBack } = useCompare.getState();
  if (runs.length > 0) return;
  if (kept && kept.runs.length > 0) bringBack(kept);
  else compare(otherwise());
}

export { type ComparedRun, maxRuns, maxSeeds } from './createCompare';

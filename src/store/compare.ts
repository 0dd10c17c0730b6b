import { comparisonChangeInWords } from '../schema/changeInWords';
import type { ExperimentSpec } from '../schema/experiment';
import { starterOf } from '../worker/connection';
import { createCompare } from './createCompare';
import { pagePool } from './pool';
import { recordUndo } from './undo';

/** The comparison's store. */
export const useCompare = createCompare({ start: starterOf('comparison'), ...pagePool });

/** The compared experiments, as one value that changes only with them. */
let compared: readonly ExperimentSpec[] = [];
function comparedSpecs(): readonly ExperimentSpec[] {
  const specs = useCompare.getState().runs.map(({ spec }) => spec);
  const same = specs.length === compared.length && specs.every((spec, i) => spec === compared[i]);
  if (!same) compared = specs;
  return compared;
}

recordUndo<readonly ExperimentSpec[]>({
  page: 'compare',
  read: comparedSpecs,
  subscribe: (changed) =>
    useCompare.subscribe(
      // The room's first runs are no change.
      ({ runs }, before) => runs !== before.runs && changed(before.runs.length === 0),
    ),
  restore: (specs) => useCompare.getState().compare(specs),
  words: comparisonChangeInWords,
});

export { type ComparedRun, maxRuns, maxSeeds } from './createCompare';

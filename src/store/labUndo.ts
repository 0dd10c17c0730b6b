import { changeInWords } from '../schema/changeInWords';
import type { ExperimentSpec } from '../schema/experiment';
import { parseExperimentText, serializeExperiment } from '../schema/parse';
import { useLab } from './lab';
import { tabStorage } from './storage';
import { recordUndo } from './undo';

/** Records the lab's changes of settings. It loads after the first view; what has changed before is one step. */
export function recordLabUndo(): void {
  recordUndo<ExperimentSpec>({
    page: 'lab',
    opened: useLab.getInitialState().spec,
    read: () => useLab.getState().spec,
    subscribe: (changed) =>
      useLab.subscribe(({ spec, problems }, before) => {
        if (spec !== before.spec) changed(problems.run !== undefined && problems.run !== before.problems.run);
      }),
    keep: { storage: tabStorage, write: serializeExperiment, read: parseExperimentText },
    restore: (spec) => useLab.getState().restoreSettings(spec),
    words: changeInWords,
  });
}

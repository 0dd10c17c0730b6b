import { changeInWords } from '../schema/changeInWords';
import type { ExperimentSpec } from '../schema/experiment';
import { useLab } from './lab';
import { recordUndo } from './undo';

// The lab's changes are recorded from here on. This file loads after the first view.
recordUndo<ExperimentSpec>({
  page: 'lab',
  read: () => useLab.getState().spec,
  subscribe: (changed) =>
    useLab.subscribe(({ spec, problems }, before) => {
      if (spec !== before.spec) changed(problems.run !== undefined && problems.run !== before.problems.run);
    }),
  restore: (spec) => useLab.getState().restoreSettings(spec),
  words: changeInWords,
});

import type { Sweep } from '../schema/sweep';
import { sweepChangeInWords } from '../schema/sweepChangeInWords';
import { createMap } from './createMap';
import { database } from './database';
import { pagePool } from './pool';
import { recordUndo } from './undo';

/** The map's store. */
export const useMap = createMap({ ...pagePool, database });

recordUndo<Sweep>({
  page: 'map',
  read: () => useMap.getState().sweep,
  subscribe: (changed) => useMap.subscribe(({ sweep }, before) => sweep !== before.sweep && changed(false)),
  restore: (sweep) => useMap.getState().choose(sweep),
  words: sweepChangeInWords,
});

export type { PhaseMap } from './createMap';

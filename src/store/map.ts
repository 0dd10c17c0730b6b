import { cellCount, type Sweep, serializeSweep } from '../schema/sweep';
import { sweepChangeInWords } from '../schema/sweepChangeInWords';
import { createMap } from './createMap';
import { database } from './database';
import { pagePool } from './pool';
import { showJob } from './runningJobs';
import { browserStorage } from './storage';
import { recordUndo } from './undo';

/** The sweep on screen, kept for the next visit though none of its runs has been done. */
const sweepKey = 'gradient-lab.sweep';

/** The map's store. */
export const useMap = createMap({
  ...pagePool,
  database,
  kept: () => browserStorage.get(sweepKey) || undefined,
  forgetKept: () => void browserStorage.set(sweepKey, ''),
});

useMap.subscribe(({ sweep }, before) => {
  if (sweep !== before.sweep) browserStorage.set(sweepKey, serializeSweep(sweep));
});

showJob({ page: 'map', kind: 'runs', cancel: () => useMap.getState().cancel() }, useMap, (map) => {
  if (!map.running) return undefined;
  const [finished, total] = [map.cells.size, cellCount(map.sweep)];
  return { share: finished / total, count: { finished, total } };
});

recordUndo<Sweep>({
  page: 'map',
  read: () => useMap.getState().sweep,
  subscribe: (changed) =>
    useMap.subscribe(({ sweep, restoring }, before) => sweep !== before.sweep && changed(restoring)),
  restore: (sweep) => useMap.getState().choose(sweep),
  words: sweepChangeInWords,
});

export type { PhaseMap } from './createMap';

import { isLiveChange } from '../schema/edit';
import type { StoredRun } from './database';
import type { History } from './history';
import { useLab } from './lab';
import { historyOf, useLibrary } from './library';
import { browserStorage } from './storage';

/** The library's id of the run on screen. */
const runKey = 'gradient-lab.run';

/** The library's id of the run on screen, if it is stored. */
export const rememberedRun = (): string | undefined => browserStorage.get(runKey) || undefined;

/** Names the run that the next visit shows again; without an id it shows step 0. */
export const rememberRun = (id: string | undefined): void => void browserStorage.set(runKey, id ?? '');

/**
 * Opens the run that was on screen when the page was closed, as the library has recorded it, unless the user has begun
 * something meanwhile.
 * @param adopt marks the history as that of the stored run
 */
export async function reopenRun(adopt: (history: History, run: StoredRun) => void): Promise<void> {
  const id = rememberedRun();
  if (!id) return;
  const { spec } = useLab.getState();
  const { find, whole, numbersOf } = useLibrary.getState();
  const listed = await find(id);
  if (!listed) return;
  const [run, numbers] = [await whole(listed), await numbersOf(id)];
  const lab = useLab.getState();
  const untouched = lab.spec === spec && lab.step === 0 && !lab.control.isToPlay();
  if (!numbers?.checkpoint || !untouched || !isLiveChange(run.spec, spec)) return;
  const history = historyOf(numbers);
  adopt(history, run);
  lab.openRecorded(spec, history, numbers.checkpoint);
}

import { Problem } from '../base/problem';
import { parseDistillation } from '../schema/distillation';
import { startDistillation } from '../worker/startDistillation';
import { createDistillation } from './createDistillation';
import { useLab } from './lab';
import { sharedPool } from './pool';
import { linked } from './study';

/** The room's store. */
export const useDistillation = createDistillation(
  { start: startDistillation, pool: sharedPool, backend: () => useLab.getState().requestedBackend },
  globalThis.location?.hash ?? '',
);

const linkedDistillation = () => linked(globalThis.location?.hash ?? '', 'gradient-lab/distillation');

/** A link that was read is taken out of the address: what is edited from here on is kept, and a reload keeps it. */
function forgetLink(): void {
  const { location, history } = globalThis;
  if (linkedDistillation() !== undefined)
    history.replaceState(history.state, '', location.pathname + location.search);
}

forgetLink();
globalThis.addEventListener?.('hashchange', () => {
  const given = linkedDistillation();
  if (given === undefined) return;
  forgetLink();
  try {
    useDistillation.getState().open(parseDistillation(given));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useDistillation.getState().refuse('link', error);
  }
});

export type { DistillationStore } from './createDistillation';

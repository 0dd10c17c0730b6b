import { Problem } from '../base/problem';
import { parseTransfer } from '../schema/transfer';
import { startTransfer } from '../worker/startTransfer';
import { createTransfer } from './createTransfer';
import { useLab } from './lab';
import { sharedPool } from './pool';
import { linked } from './study';

/** The room's store. */
export const useTransfer = createTransfer(
  { start: startTransfer, pool: sharedPool, backend: () => useLab.getState().requestedBackend },
  globalThis.location?.hash ?? '',
);

const linkedTransfer = () => linked(globalThis.location?.hash ?? '', 'gradient-lab/transfer');

/** A link that was read is taken out of the address: what is edited from here on is kept, and a reload keeps it. */
function forgetLink(): void {
  const { location, history } = globalThis;
  if (linkedTransfer() !== undefined)
    history.replaceState(history.state, '', location.pathname + location.search);
}

forgetLink();
globalThis.addEventListener?.('hashchange', () => {
  const given = linkedTransfer();
  if (given === undefined) return;
  forgetLink();
  try {
    useTransfer.getState().open(parseTransfer(given));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useTransfer.getState().refuse('link', error);
  }
});

export type { TransferJobs, TransferStore } from './createTransfer';

import { Problem } from '../base/problem';
import { formatOf, fromFragment } from '../schema/link';
import { parseExperiment } from '../schema/parse';
import { createLab } from './createLab';
import { pageFor } from './state';

/** The page's store. */
export const useLab = createLab(undefined, globalThis.location?.hash ?? '');

globalThis.addEventListener?.('hashchange', () => {
  if (!location.hash) return;
  try {
    const value = fromFragment(location.hash);
    // The page that opens reads the link itself.
    const room = pageFor(formatOf(value));
    if (room) useLab.getState().go(room);
    else useLab.getState().open(parseExperiment(value));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useLab.getState().refuse('link', error);
  }
});

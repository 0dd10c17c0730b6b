import { fromFragment } from '../spec/link';
import { Problem } from '../spec/problem';
import { createLab } from './createLab';

/** The page's store. */
export const useLab = createLab(undefined, globalThis.location?.hash ?? '');

globalThis.addEventListener?.('hashchange', () => {
  if (!location.hash) return;
  try {
    useLab.getState().open(fromFragment(location.hash));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useLab.getState().refuse('link', error);
  }
});

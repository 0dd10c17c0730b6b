import { Problem } from '../base/problem';
import { formatOf, fromFragment } from '../schema/link';
import { parseExperiment } from '../schema/parse';
import { readAddress, showAddress } from './address';
import { createLab } from './createLab';
import { isEmbedded } from './embedded';
import { showJob } from './runningJobs';
import { pageFor } from './state';
import { browserStorage, keptNowhere } from './storage';

/** The page's store. */
export const useLab = createLab(
  undefined,
  globalThis.location?.hash ?? '',
  isEmbedded ? keptNowhere : browserStorage,
);

showJob(
  { page: 'lab', kind: 'watched', cancel: () => useLab.getState().pause() },
  useLab,
  ({ status, step, spec: { training } }) =>
    status === 'playing' ? { share: (step % training.steps) / training.steps } : undefined,
);

/** Removes a link's content from the address once it is in the page, so that a reload keeps later edits. */
function takeLinkAway(): void {
  const { page, views, shown } = useLab.getState();
  showAddress({ page, view: views[page], shown: shown[page] }, 'same');
}

// A link of the lab's is kept until its run is built and stored. The other pages read theirs themselves.
if (globalThis.location?.hash && useLab.getState().page === 'lab') {
  // A link opens its experiment at step 0, also where that was the last run on screen.
  browserStorage.set('gradient-lab.run', '');
  const stop = useLab.subscribe(({ data, problems }) => {
    if (data === undefined) return;
    stop();
    if (!problems.link) takeLinkAway();
  });
}

// Back and Forward.
globalThis.addEventListener?.('popstate', () => useLab.getState().arrive(readAddress(location.search)));

globalThis.addEventListener?.('hashchange', () => {
  if (!location.hash) return;
  try {
    const value = fromFragment(location.hash);
    // The page that opens reads the link itself.
    const room = pageFor(formatOf(value));
    if (room) useLab.getState().go(room);
    else {
      useLab.getState().open(parseExperiment(value));
      takeLinkAway();
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useLab.getState().refuse('link', error);
  }
});

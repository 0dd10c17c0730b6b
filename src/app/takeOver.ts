import { useLab } from '../store/lab';

/** What the scripts wait for before they take the place of the view that stands in the page, so that nothing jumps. */

/** The style sheets that were not to keep the first paint waiting. */
export async function stylesReady(): Promise<void> {
  const later = [...document.querySelectorAll<HTMLLinkElement>('link[data-later]')];
  await Promise.all(
    later.map(async (link) => {
      if (!link.sheet) {
        await new Promise((resolve) => {
          link.addEventListener('load', resolve, { once: true });
          link.addEventListener('error', resolve, { once: true });
        });
      }
      link.media = 'all';
    }),
  );
}

/** Milliseconds after which the page comes without a picture. */
const patience = 1500;

/** The network as it was measured first, and the charts' scripts: that a page of the lab opens with them. */
export async function firstPicture(): Promise<void> {
  const { page, observe } = useLab.getState();
  if (page !== 'lab') return;
  observe({ picture: { sample: 0, layer: undefined } });
  const measured = new Promise<void>((resolve) => {
    const there = () => useLab.getState().snapshot?.picture !== undefined;
    if (there()) return resolve();
    const stop = useLab.subscribe((lab) => {
      if (!there() && lab.status !== 'failed') return;
      stop();
      resolve();
    });
  });
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  await Promise.race([measured, late]);
}

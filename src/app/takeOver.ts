import { useInsertionEffect } from 'react';
import { useLab } from '../store/lab';
import { loadQuickBar } from './QuickBar';

/** The scripts wait for these before they replace the prerendered view, so that the layout does not jump. */

const laterSheets = () => [...document.querySelectorAll<HTMLLinkElement>('link[data-later]')];

/** The style sheets that load without delaying the first paint. */
export async function stylesLoaded(): Promise<void> {
  await Promise.all(
    laterSheets().map(async (link) => {
      if (link.sheet) return;
      await new Promise((resolve) => {
        link.addEventListener('load', resolve, { once: true });
        link.addEventListener('error', resolve, { once: true });
      });
    }),
  );
}

/**
 * Applies the style sheets that loaded behind the first paint, in the moment when the rendered page takes the place of the prerendered
 * view. Before it, the browser would compute all styles of the prerendered view anew, for nothing.
 */
export function TakeOver(): null {
  useInsertionEffect(() => {
    for (const link of laterSheets()) link.media = 'all';
    delete document.documentElement.dataset.view;
  }, []);
  return null;
}

/** Milliseconds after which the page renders without waiting for a picture. */
const patience = 1500;

/** The network's first measurement and the charts' scripts. The lab page opens with both. */
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

/** The bar of settings in a narrow window, which the prerendered view has too. */
export async function narrowBar(narrow: string): Promise<void> {
  if (useLab.getState().page !== 'lab' || !matchMedia(narrow).matches) return;
  await loadQuickBar();
}

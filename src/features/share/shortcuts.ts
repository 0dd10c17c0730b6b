import { hiddenLayers } from '../../spec/experiment';
import { useLab } from '../../store/lab';
import { tabs, useView } from '../observe';
import { experimentLink, saveExperiment, saveTelemetry } from './commands';

/** One key and what it does; `name` is its sentence's key. */
export interface Shortcut {
  readonly name: string;
  /** As Mantine's `useHotkeys` writes it. */
  readonly keys: string;
  /** As the sheet shows it. */
  readonly shown: string;
  act(): void;
}

const lab = () => useLab.getState();

function changeDepth(by: number): void {
  lab().edit('network.depth', hiddenLayers(lab().spec.network).length + by);
}

function moveLayer(by: number): void {
  const count = hiddenLayers(lab().spec.network).length;
  const from = lab().selectedLayer ?? (by > 0 ? -1 : count);
  lab().selectLayer(Math.min(count - 1, Math.max(0, from + by)));
}

/** Every shortcut but the sheet's own; the sheet lists them and the page obeys them. */
export const shortcuts: readonly Shortcut[] = [
  { name: 'toggle', keys: 'space', shown: 'Space', act: () => lab().toggle() },
  { name: 'stepOnce', keys: 's', shown: 'S', act: () => lab().stepOnce() },
  { name: 'stepEpoch', keys: 'e', shown: 'E', act: () => lab().stepEpoch() },
  { name: 'reset', keys: 'r', shown: 'R', act: () => lab().reset() },
  { name: 'newSeed', keys: 'n', shown: 'N', act: () => lab().newSeed() },
  { name: 'deeper', keys: 'd', shown: 'D', act: () => changeDepth(1) },
  { name: 'shallower', keys: 'shift+d', shown: 'Shift + D', act: () => changeDepth(-1) },
  { name: 'nextLayer', keys: 'ArrowRight', shown: '→', act: () => moveLayer(1) },
  { name: 'previousLayer', keys: 'ArrowLeft', shown: '←', act: () => moveLayer(-1) },
  ...tabs.map((tab, i) => ({
    name: `tab.${tab}`,
    keys: String(i + 1),
    shown: String(i + 1),
    act: () => useView.getState().setTab(tab),
  })),
  { name: 'copyLink', keys: 'l', shown: 'L', act: () => void copyLink() },
  { name: 'saveExperiment', keys: 'x', shown: 'X', act: saveExperiment },
  { name: 'saveTelemetry', keys: 't', shown: 'T', act: saveTelemetry },
];

/** Puts the link on the clipboard. @returns the link, and whether the clipboard took it */
export async function copyLink(): Promise<{ link: string; copied: boolean } | undefined> {
  const link = experimentLink();
  if (!link) return undefined;
  try {
    await navigator.clipboard.writeText(link);
    return { link, copied: true };
  } catch {
    // Without the clipboard's permission the link is shown to be copied by hand.
    return { link, copied: false };
  }
}

import { hiddenLayers } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { openTab, tabs } from '../observe';
import { copyLink, type StudyPage, saveExperiment, saveStudy, saveTelemetry, studyOf } from '../share';

/** One key and its action; `name` is the key of its description. */
export interface Shortcut {
  readonly name: string;
  /** In the notation of Mantine's `useHotkeys`. */
  readonly keys: string;
  /** In the notation of the shortcut list. */
  readonly shown: string;
  act(): void;
  /** The shortcuts of a study room. */
  study?(page: StudyPage): void;
}

const lab = () => useLab.getState();
const inStudy = (act: 'toggle' | 'step' | 'reset') => (page: StudyPage) =>
  void studyOf(page).then(({ state }) => state[act]());

function changeDepth(by: number): void {
  lab().edit('network.depth', hiddenLayers(lab().spec.network).length + by);
}

function moveLayer(by: number): void {
  const count = hiddenLayers(lab().spec.network).length;
  const from = lab().selectedLayer ?? (by > 0 ? -1 : count);
  lab().selectLayer(Math.min(count - 1, Math.max(0, from + by)));
}

/** All shortcuts except the one for the list itself; the list shows them and the page handles them. */
export const shortcuts: readonly Shortcut[] = [
  {
    name: 'toggle',
    keys: 'space',
    shown: 'Space',
    act: () => lab().toggle(),
    study: inStudy('toggle'),
  },
  { name: 'stepOnce', keys: 's', shown: 'S', act: () => lab().stepOnce(), study: inStudy('step') },
  { name: 'stepEpoch', keys: 'e', shown: 'E', act: () => lab().stepEpoch() },
  { name: 'reset', keys: 'r', shown: 'R', act: () => lab().reset(), study: inStudy('reset') },
  { name: 'newSeed', keys: 'n', shown: 'N', act: () => lab().newSeed() },
  { name: 'deeper', keys: 'd', shown: 'D', act: () => changeDepth(1) },
  { name: 'shallower', keys: 'shift+d', shown: 'Shift + D', act: () => changeDepth(-1) },
  { name: 'nextLayer', keys: 'ArrowRight', shown: '→', act: () => moveLayer(1) },
  { name: 'previousLayer', keys: 'ArrowLeft', shown: '←', act: () => moveLayer(-1) },
  ...tabs.map((tab, i) => ({
    name: `tab.${tab}`,
    keys: String(i + 1),
    shown: String(i + 1),
    act: () => openTab(tab),
  })),
  {
    name: 'copyLink',
    keys: 'l',
    shown: 'L',
    act: () => void copyLink(),
    study: () => void copyLink(),
  },
  {
    name: 'saveExperiment',
    keys: 'x',
    shown: 'X',
    act: saveExperiment,
    study: (page) => void saveStudy(page),
  },
  { name: 'saveTelemetry', keys: 't', shown: 'T', act: saveTelemetry },
];

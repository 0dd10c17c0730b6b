import { type CodeLibrary, codeLibraries } from '../worker/code';
import { choicesInAddress, oneOf } from './choicesInAddress';
import { useLab } from './lab';
import { browserStorage, type KeyValueStorage } from './storage';

const key = 'gradient-lab.code';

/** What this browser keeps of the pane with the experiment's code: the last library, and behind it whether the pane is open. */
function keptPane(storage: KeyValueStorage): { readonly library: CodeLibrary; readonly open: boolean } {
  const [name, state] = (storage.get(key) ?? '').split(' ');
  return { library: codeLibraries.find((one) => one === name) ?? 'pytorch', open: state === 'open' };
}

const useChosen = choicesInAddress('lab', { library: oneOf('code', codeLibraries, undefined) });

/** The library whose code is shown beside the lab, as the address names it; undefined while the pane is closed. */
export const useCodeLibrary = (): CodeLibrary | undefined => useChosen(({ library }) => library);

/** Opens the pane as it was left, unless the address names it. The page calls it once, before its first view. */
export function reopenCodePane(storage: KeyValueStorage = browserStorage): void {
  const { shown, show } = useLab.getState();
  const { library, open } = keptPane(storage);
  if (open && shown.lab?.code === undefined) show('lab', { ...shown.lab, code: library }, 'same');
}

/** Shows a library's code, or closes the pane. */
export function showCode(library: CodeLibrary | undefined, storage: KeyValueStorage = browserStorage): void {
  const { shown, show } = useLab.getState();
  const { code, ...others } = shown.lab ?? {};
  // A link may have opened the pane with another library than the kept one.
  const last = codeLibraries.find((one) => one === code) ?? keptPane(storage).library;
  storage.set(key, library ? `${library} open` : last);
  show('lab', library ? { ...others, code: library } : others, 'new');
}

/** Opens the pane with the last library. */
export const openCodePane = (storage: KeyValueStorage = browserStorage): void =>
  showCode(keptPane(storage).library, storage);

import { type CodeLibrary, codeLibraries } from '../worker/code';
import { choicesInAddress, oneOf } from './choicesInAddress';
import { useLab } from './lab';
import { browserStorage, type KeyValueStorage } from './storage';

/** The pane with the experiment's code beside the lab. The address names its library while it is open. */
interface CodePane {
  readonly open: boolean;
  /** The library of the code; while the pane is closed, the last one. */
  readonly library: CodeLibrary;
  toggle(): void;
  choose(library: CodeLibrary): void;
}

const key = 'gradient-lab.code';

/** What this browser keeps: the last library, and behind it whether the pane is open. */
function keptPane(storage: KeyValueStorage): { readonly library: CodeLibrary; readonly open: boolean } {
  const [name, state] = (storage.get(key) ?? '').split(' ');
  return { library: codeLibraries.find((one) => one === name) ?? 'pytorch', open: state === 'open' };
}

/** Opens the pane as it was left, unless the address names it. The page calls it once, before its first view. */
export function reopenCodePane(storage: KeyValueStorage = browserStorage): void {
  const { shown, show } = useLab.getState();
  const { library, open } = keptPane(storage);
  if (open && shown.lab?.code === undefined) show('lab', { ...shown.lab, code: library }, 'same');
}

const useLibrary = choicesInAddress('lab', { library: oneOf('code', codeLibraries, undefined) });

export function useCodePane(): CodePane {
  const { library, choose } = useLibrary();
  const last = library ?? keptPane(browserStorage).library;
  const show = (next: CodeLibrary | undefined) => {
    browserStorage.set(key, next ? `${next} open` : last);
    choose({ library: next });
  };
  return {
    open: library !== undefined,
    library: last,
    toggle: () => show(library ? undefined : last),
    choose: show,
  };
}

import { create } from 'zustand';
import { type CodeLibrary, codeLibraries } from '../worker/code';
import { browserStorage, type KeyValueStorage } from './storage';

interface CodePane {
  /** Whether the code of the experiment is shown beside the lab. */
  readonly open: boolean;
  readonly library: CodeLibrary;
  toggle(): void;
  choose(library: CodeLibrary): void;
}

const key = 'gradient-lab.code';

/** The pane with the experiment's code, kept in this browser: its library, and behind it whether it is open. */
export const createCodePane = (storage: KeyValueStorage = browserStorage) => {
  const [name, state] = (storage.get(key) ?? '').split(' ');
  return create<CodePane>((set, get) => {
    const keep = (changes: Partial<CodePane>) => {
      set(changes);
      const { library, open } = get();
      storage.set(key, open ? `${library} open` : library);
    };
    return {
      open: state === 'open',
      library: codeLibraries.find((one) => one === name) ?? 'pytorch',
      toggle: () => keep({ open: !get().open }),
      choose: (library) => keep({ library }),
    };
  });
};

export const useCodePane = createCodePane();

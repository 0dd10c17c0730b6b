import { create } from 'zustand';
import { browserStorage, type KeyValueStorage } from './storage';

/** The guide's steps, in order. */
export const guideSteps = ['vanish', 'why', 'mend', 'own'] as const;
export type GuideStep = (typeof guideSteps)[number];

/** Hints in the picture. A hint disappears once the user has used the part that it points at. */
export const hints = ['unit', 'color'] as const;
export type Hint = (typeof hints)[number];

interface Guide {
  /** The displayed step; undefined if the guide is closed. */
  readonly step: GuideStep | undefined;
  /** Hints that the user has not followed yet. */
  readonly waiting: readonly Hint[];
  start(): void;
  next(): void;
  leave(): void;
  use(hint: Hint): void;
}

const guideKey = 'gradient-lab.guide';
const hintsKey = 'gradient-lab.hints';

/** The first visit's guide. It disappears after its first use, and the user can open it again. */
export const createGuide = (storage: KeyValueStorage = browserStorage) => {
  const used = (storage.get(hintsKey) ?? '').split(' ');
  return create<Guide>((set, get) => ({
    step: storage.get(guideKey) === 'done' ? undefined : guideSteps[0],
    waiting: hints.filter((hint) => !used.includes(hint)),
    start() {
      storage.set(hintsKey, '');
      set({ step: guideSteps[0], waiting: hints });
    },
    next() {
      const { step, leave } = get();
      const following = step && guideSteps[guideSteps.indexOf(step) + 1];
      if (following) set({ step: following });
      else leave();
    },
    leave() {
      storage.set(guideKey, 'done');
      set({ step: undefined });
    },
    use(hint) {
      const { waiting } = get();
      if (!waiting.includes(hint)) return;
      const left = waiting.filter((one) => one !== hint);
      storage.set(hintsKey, hints.filter((one) => !left.includes(one)).join(' '));
      set({ waiting: left });
    },
  }));
};

export const useGuide = createGuide();

import { create } from 'zustand';
import type { OpenedWeights } from '../exports/weights';

interface Matching {
  /** A file of weights whose names and shapes do not say which tensors are the layers, while the user says so. */
  readonly opened: OpenedWeights | undefined;
  start(opened: OpenedWeights): void;
  close(): void;
}

/** What the dialog that matches tensors shows, if it is open. */
export const useMatching = create<Matching>()((set) => ({
  opened: undefined,
  start: (opened) => set({ opened }),
  close: () => set({ opened: undefined }),
}));

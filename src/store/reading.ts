import { create } from 'zustand';

/** The file whose reading takes a while. */
export interface Reading {
  readonly file: string | undefined;
  /** Parts read and parts in all, of a file that is read in parts. */
  readonly parts: { readonly read: number; readonly count: number } | undefined;
  cancel(): void;
}

export const noReading: Reading = { file: undefined, parts: undefined, cancel: () => {} };

export const useReading = create<Reading>(() => noReading);

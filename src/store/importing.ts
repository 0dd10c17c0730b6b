import { create } from 'zustand';
import type { DataSpec } from '../data/sets';

/** A table that is being imported. */
export interface ImportSource {
  readonly file: string;
  readonly content: Blob | string;
  /** A second file, whose rows are test samples. */
  readonly test?: File;
  /** The earlier choices, if the table is in use already. */
  readonly chosen?: Extract<DataSpec, { kind: 'table' }>;
}

interface Importing {
  readonly source: ImportSource | undefined;
  start(source: ImportSource): void;
  close(): void;
}

/** The table that the import dialog shows, if the dialog is open. */
export const useImporting = create<Importing>()((set) => ({
  source: undefined,
  start: (source) => set({ source }),
  close: () => set({ source: undefined }),
}));

import { create } from 'zustand';
import type { DataSpec } from '../data/sets';

/** A table that is being imported. */
export interface ImportSource {
  readonly file: string;
  readonly content: Blob | string;
  /** A second file, whose rows are for testing. */
  readonly test?: File;
  /** What was chosen before, where the table is in use already. */
  readonly chosen?: Extract<DataSpec, { kind: 'table' }>;
}

interface Importing {
  readonly source: ImportSource | undefined;
  start(source: ImportSource): void;
  close(): void;
}

/** Which table the import dialog is open on, if any. */
export const useImporting = create<Importing>()((set) => ({
  source: undefined,
  start: (source) => set({ source }),
  close: () => set({ source: undefined }),
}));

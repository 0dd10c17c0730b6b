import { create } from 'zustand';
import type { FileNote, PictureSet } from '../data/pictures/picture';
import type { DataSpec } from '../data/sets';

interface Source {
  /** The name of the file, archive or folder. */
  readonly file: string;
  /** What becomes of each file, if there are several. */
  readonly notes?: readonly FileNote[];
  /** Takes the data into an experiment of another room; by default into the lab's. */
  readonly use?: (data: Record<string, unknown>) => void;
}

/** A table that is being imported. */
export interface ImportSource extends Source {
  readonly content: Blob | string;
  /** A second file, whose rows are test samples. */
  readonly test?: File | undefined;
  /** Further NumPy arrays, e.g. the labels. */
  readonly also?: readonly File[];
  /** The earlier choices, if the table is in use already. */
  readonly chosen?: Extract<DataSpec, { kind: 'table' }>;
}

/** Pictures that are being imported. */
export interface PictureSource extends Source, PictureSet {}

interface Importing {
  readonly source: ImportSource | undefined;
  readonly pictures: PictureSource | undefined;
  start(source: ImportSource): void;
  startPictures(source: PictureSource): void;
  close(): void;
}

/** The table or the pictures that the import dialog shows, if the dialog is open. */
export const useImporting = create<Importing>()((set) => ({
  source: undefined,
  pictures: undefined,
  start: (source) => set({ source, pictures: undefined }),
  startPictures: (pictures) => set({ pictures, source: undefined }),
  close: () => set({ source: undefined, pictures: undefined }),
}));

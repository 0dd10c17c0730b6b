import type { ExperimentSpec } from '../../schema/experiment';
import type { ImportSource } from '../../store/importing';

export { EditTableButton } from './EditTableButton';
export { ImportButtons } from './ImportButtons';
export { looksLikeTable } from './looksLikeTable';

// The readers are loaded when files arrive.

/** Opens the import dialog for files, see `importFiles.ts`. */
export const importFiles = async (files: readonly File[], use?: ImportSource['use']): Promise<void> =>
  (await import('./importFiles')).importFiles(files, use);

/** Whether an archive holds data to import. */
export const isDataArchive = async (file: File): Promise<boolean> =>
  (await import('./sortFiles')).isDataArchive(file);

/** Whether a file is an IDX file, see `idxPair.ts`. */
export const isIdx = async (file: File): Promise<boolean> => (await import('./idxPair')).isIdx(file);

/** Makes an experiment from a pair of IDX files, see `idxPair.ts`. */
export const onIdxPair = async (spec: ExperimentSpec, files: readonly File[]): Promise<ExperimentSpec> =>
  (await import('./idxPair')).onIdxPair(spec, files);

import { type ImportSource, useImporting } from '../../store/importing';
import { useLab } from '../../store/lab';
import { isIdx, onIdxPair } from './idxPair';
import { idxPictures } from './idxPictures';
import { sortFiles } from './sortFiles';

/**
 * Opens the import dialog for dropped, chosen or pasted files; a pair of IDX files is taken
 * at once, and of more the dialog says what becomes of each.
 * @param use takes the data into an experiment of another room; by default into the lab's
 * @throws Problem (rejects) if they hold no data
 */
export async function importFiles(files: readonly File[], use?: ImportSource['use']): Promise<void> {
  if (files[0] && (await isIdx(files[0]))) {
    if (files.length > 2) {
      const set = await idxPictures(files);
      return useImporting.getState().startPictures({ ...set, ...(use ? { use } : {}) });
    }
    const { edit, spec } = useLab.getState();
    const { data } = await onIdxPair(spec, files);
    return use ? use(data) : edit('data', data);
  }
  const sorted = await sortFiles(files);
  const { start, startPictures } = useImporting.getState();
  const into = use ? { use } : {};
  if (sorted.kind === 'table') start({ ...sorted.source, ...into });
  else startPictures({ ...sorted.source, ...into });
}

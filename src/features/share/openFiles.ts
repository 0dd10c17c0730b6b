import { Problem } from '../../base/problem';
import { importLimits, megabytes } from '../../data/sets/limits';
import { useLab } from '../../store/lab';
import { readLabFile } from '../../store/readLabFile';
import { pageFor } from '../../store/state';
import { dataOfRoom } from './dataOfRoom';
import { formatOf, isLibrary } from './fileKinds';
import { refuse } from './refuse';
import { openStudyPage, studyOf, studyPages } from './studies';

/** Opens chosen or dropped files: an experiment, a table, pictures, or a pair of IDX files. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const { open, dismiss, go } = useLab.getState();
  const [first] = files;
  if (!first) return;
  dismiss('file');
  const isData = archives.test(first.name) && (await (await import('../import')).isDataArchive(first));
  if (!weightFiles.test(first.name) && !isData && (await (await import('./openLogs')).openLogs(files)))
    return;
  try {
    const importHere = async () => (await import('../import')).importFiles(files, await dataOfRoom());
    if (isData || files.some(({ type }) => type.startsWith('image/'))) return await importHere();
    const tooLarge = files.find(({ size }) => size > importLimits.bytes);
    // A library may be larger; its runs are read one by one.
    if (tooLarge && !isLibrary(first)) {
      // The import dialog offers to read the start of a text.
      if (await (await import('../import')).looksLikeTable(first)) return await importHere();
      const [found, allowed] = [tooLarge.size, importLimits.bytes].map(megabytes) as [string, string];
      throw new Problem('tooLarge', { field: tooLarge.name, found, allowed });
    }
    if (await openElsewhere(first)) return;
    if (weightFiles.test(first.name)) {
      await openWeightFile(first);
    } else if (await (await import('../import')).isIdx(first)) {
      if (files.length > 2 || (await dataOfRoom())) return await importHere();
      open(await (await import('../import')).onIdxPair(useLab.getState().spec, files));
    } else {
      const importing = await import('../import');
      if (await importing.looksLikeTable(first)) {
        const { refuseResults } = await import('../../schema/experimentFile');
        refuseResults(await first.slice(0, 4096).text(), first.name);
        return await importHere();
      }
      const spec = await readLabFile(first, 'experiment');
      if (!spec) return;
      open(spec);
    }
  } catch (error) {
    if (useLab.getState().page === 'compare' && error instanceof Problem) {
      return (await import('../../store/compare')).useCompare.getState().refuse(error);
    }
    refuse('file', error);
  }
  // The lab shows the opened experiment, or the reason for the error.
  go('lab');
}

/** Starts from the weights of a file. Where names and shapes do not say which tensors are the layers, a dialog asks. */
async function openWeightFile(file: File): Promise<void> {
  const { experimentWithWeights, matrixCount, readWeights } = await import('../../exports/weights');
  const { spec, open } = useLab.getState();
  const opened = await readWeights(spec, file);
  try {
    open(experimentWithWeights(spec, opened.tensors, opened.ends, file.name));
  } catch (error) {
    // Of fewer than two matrices there is nothing to choose.
    if (!(error instanceof Problem) || matrixCount(opened.tensors) < 2) throw error;
    const { useMatching } = await import('../../store/matching');
    useMatching.getState().start(opened);
  }
}

/** Archives that may hold data, a library or weights. */
const archives = /\.(zip|npz)$/i;

/** Weights that the lab starts from. */
const weightFiles = /\.(safetensors|npz)$/i;

/**
 * Opens files of other rooms: sweeps and results in the map, zip files in the library, studies in their rooms. The room of a
 * study also reports errors in its file. @returns whether the file was one of these
 */
async function openElsewhere(file: File): Promise<boolean> {
  const { go } = useLab.getState();
  if (isLibrary(file)) {
    const { useLibrary } = await import('../../store/library');
    go('library');
    await useLibrary.getState().importAll(file, file.name);
    return true;
  }
  const start = await file.slice(0, 4096).text();
  const format = await formatOf(file);
  if (pageFor(format) === 'learn') {
    const { openExerciseFile, showTask } = await import('../../store/exercise');
    await openExerciseFile(file);
    showTask();
    return true;
  }
  const unknown = format === undefined && /\.json$/i.test(file.name) ? openStudyPage() : undefined;
  const study = studyPages.find((one) => one === pageFor(format)) ?? unknown;
  if (study) {
    await (await studyOf(study)).state.openFile(file);
    go(study);
    return true;
  }
  if (!start.startsWith('# gradient-lab/sweep') && format !== 'gradient-lab/sweep') return false;
  const { useMap } = await import('../../store/map');
  await useMap.getState().openFile(file);
  go('map');
  return true;
}

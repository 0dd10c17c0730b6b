import { Problem } from '../../base/problem';
import { download } from '../../charts';
import { importLimits, megabytes } from '../../data/sets/limits';
import { toFragment } from '../../schema/link';
import { withContent } from '../../schema/ownContent';
import { serializeExperiment } from '../../schema/parse';
import { useLab } from '../../store/lab';
import { pageFor } from '../../store/state';
import { frameLine, headerLine } from '../../store/telemetryFile';
import { formatOf, isLibrary } from './fileKinds';
import { fileStem } from './fileStem';
import { openStudyPage, studyOf, studyPages } from './studies';

/** Commands that save from the page and open files in it. An error is stored beside the field or action that failed. */

/** Stores a Problem at a field; any other error is a programming error and is thrown again. */
export function refuse(field: string, error: unknown): void {
  if (!(error instanceof Problem)) throw error;
  useLab.getState().refuse(field, error);
}

/** The URL that reopens this experiment; `undefined`, and a problem at `link`, if it is too large for a link. */
export function experimentLink(): string | undefined {
  try {
    const fragment = toFragment(withContent(useLab.getState().spec));
    useLab.getState().dismiss('link');
    return `${location.origin}${location.pathname}${fragment}`;
  } catch (error) {
    refuse('link', error);
    return undefined;
  }
}

/** Saves `*.experiment.json`. */
export function saveExperiment(): void {
  const spec = withContent(useLab.getState().spec);
  download(`${fileStem(spec.name)}.experiment.json`, serializeExperiment(spec), 'application/json');
}

/** Saves `*.telemetry.jsonl`: every recorded step that is still in memory. */
export function saveTelemetry(): void {
  const { spec, backend, history, data, divergence } = useLab.getState();
  const classification = data?.task === 'classification';
  const lines = [headerLine(spec, backend ?? 'reference')];
  for (let i = 0; i < history.length; i++) {
    lines.push(frameLine(history.frame(i)!, history.layers, classification, divergence, data?.baseline));
  }
  download(`${fileStem(spec.name)}.telemetry.jsonl`, `${lines.join('\n')}\n`, 'application/jsonl');
}

/** Saves the run in the library. @returns whether it was saved */
export async function saveToLibrary(): Promise<boolean> {
  const { saveRun } = await import('../../store/recorder');
  return saveRun();
}

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
    if (isData || files.some(({ type }) => type.startsWith('image/'))) {
      return (await import('../import')).importFiles(files);
    }
    const tooLarge = files.find(({ size }) => size > importLimits.bytes);
    // A library may be larger; its runs are read one by one.
    if (tooLarge && !isLibrary(first)) {
      const [found, allowed] = [tooLarge.size, importLimits.bytes].map(megabytes) as [string, string];
      throw new Problem('tooLarge', { field: tooLarge.name, found, allowed });
    }
    if (await openElsewhere(first)) return;
    if (weightFiles.test(first.name)) {
      open(await (await import('../weights')).openWeights(useLab.getState().spec, first));
    } else if (/idx|ubyte/i.test(first.name)) {
      open(await (await import('./idxPair')).onIdxPair(useLab.getState().spec, files));
    } else {
      const { experimentIn, refuseResults } = await import('../../store/experimentFile');
      const importing = await import('../import');
      if (await importing.looksLikeTable(first)) {
        refuseResults(await first.slice(0, 4096).text(), first.name);
        return importing.importFiles(files);
      }
      open(experimentIn(await first.text(), first.name));
    }
  } catch (error) {
    refuse('file', error);
  }
  // The lab shows the opened experiment, or the reason for the error.
  go('lab');
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
    const { openExerciseText, showTask } = await import('../../store/exercise');
    openExerciseText(await file.text(), file.name);
    showTask();
    return true;
  }
  const unknown = format === undefined && /\.json$/i.test(file.name) ? openStudyPage() : undefined;
  const study = studyPages.find((one) => one === pageFor(format)) ?? unknown;
  if (study) {
    (await studyOf(study)).state.openText(await file.text());
    go(study);
    return true;
  }
  if (!start.startsWith('# gradient-lab/sweep') && format !== 'gradient-lab/sweep') return false;
  const { useMap } = await import('../../store/map');
  await useMap.getState().openFile(file);
  go('map');
  return true;
}

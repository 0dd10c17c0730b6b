import { Problem } from '../../base/problem';
import { download } from '../../charts';
import { importLimits, megabytes } from '../../data/sets/limits';
import { toFragment } from '../../schema/link';
import { withContent } from '../../schema/ownContent';
import { parseExperimentText, serializeExperiment } from '../../schema/parse';
import { useImporting } from '../../store/importing';
import { useLab } from '../../store/lab';
import { pageFor } from '../../store/state';
import { frameLine, headerLine } from '../../store/telemetryFile';
import { fileStem } from './fileStem';
import { onIdxPair } from './idxPair';
import { openStudyPage, studyOf, studyPages } from './studies';

/** What can be taken out of the page and brought into it. Faults are left beside the thing that failed. */

/** Leaves a Problem at a field; anything else is a fault of ours and goes on up. */
function refuse(field: string, error: unknown): void {
  if (!(error instanceof Problem)) throw error;
  useLab.getState().refuse(field, error);
}

/** The address that reopens this experiment; `undefined`, and a problem at `link`, where it is too large for one. */
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

/** Saves `*.telemetry.jsonl`: every recorded step that is kept. */
export function saveTelemetry(): void {
  const { spec, backend, history, data, divergence } = useLab.getState();
  const classification = data?.task === 'classification';
  const lines = [headerLine(spec, backend ?? 'reference')];
  for (let i = 0; i < history.length; i++) {
    lines.push(frameLine(history.frame(i)!, history.layers, classification, divergence));
  }
  download(`${fileStem(spec.name)}.telemetry.jsonl`, `${lines.join('\n')}\n`, 'application/jsonl');
}

/** Keeps the run in the library. @returns whether it is kept */
export async function saveToLibrary(): Promise<boolean> {
  const { saveRun } = await import('../../store/recorder');
  return saveRun();
}

/** Opens the import on a table; of two, the one called test brings the rows for testing. */
function importTable(files: readonly File[]): void {
  const test = files.length === 2 ? files.find(({ name }) => /test/i.test(name)) : undefined;
  const main = files.find((file) => file !== test)!;
  useImporting.getState().start({ file: main.name, content: main, ...(test ? { test } : {}) });
}

/** Opens what was picked or dropped: an experiment, a table, or a pair of IDX files. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const { open, dismiss, go } = useLab.getState();
  const [first] = files;
  if (!first) return;
  dismiss('file');
  try {
    const tooLarge = files.find(({ size }) => size > importLimits.bytes);
    if (tooLarge) {
      const [found, allowed] = [tooLarge.size, importLimits.bytes].map(megabytes) as [string, string];
      throw new Problem('tooLarge', { field: tooLarge.name, found, allowed });
    }
    if (await openElsewhere(first)) return;
    if (/idx|ubyte/i.test(first.name)) {
      open(await onIdxPair(useLab.getState().spec, files));
    } else if (await (await import('../import')).looksLikeTable(first)) return importTable(files);
    else open(parseExperimentText(await first.text()));
  } catch (error) {
    refuse('file', error);
  }
  // What was opened, or why it was not, stands in the lab.
  go('lab');
}

/**
 * Sweeps and their results belong to the map, a zip file to the library, a study to its room, which also tells what is wrong
 * with a file that was given to it. @returns whether it was one of these
 */
async function openElsewhere(file: File): Promise<boolean> {
  const { go } = useLab.getState();
  if (/\.zip$/i.test(file.name)) {
    const { useLibrary } = await import('../../store/library');
    go('library');
    await useLibrary.getState().importAll(file, file.name);
    return true;
  }
  const start = await file.slice(0, 4096).text();
  const format = /"format"\s*:\s*"(gradient-lab\/\w+)"/.exec(start)?.[1];
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

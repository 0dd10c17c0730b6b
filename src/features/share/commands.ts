import { download } from '../../charts';
import { toFragment } from '../../schema/link';
import { withContent } from '../../schema/ownContent';
import { serializeExperiment } from '../../schema/parse';
import { useLab } from '../../store/lab';
import { fileStem } from './fileStem';
import { refuse } from './refuse';

/** Commands that save from the page and open files in it. An error is stored beside the field or action that failed. */

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
export async function saveTelemetry(): Promise<void> {
  const { frameLine, headerLine } = await import('../../store/telemetryFile');
  const { spec, backend, history, data, divergence } = useLab.getState();
  const classes = data?.task === 'classification' ? data.outcomeNames.length : 0;
  const lines = [headerLine(spec, backend ?? 'reference')];
  for (let i = 0; i < history.length; i++) {
    lines.push(frameLine(history.frame(i)!, history.layers, classes, divergence, data?.baseline));
  }
  download(`${fileStem(spec.name)}.telemetry.jsonl`, `${lines.join('\n')}\n`, 'application/jsonl');
}

/** Saves the run in the library. @returns whether it was saved */
export async function saveToLibrary(): Promise<boolean> {
  const { saveRun } = await import('../../store/recorder');
  return saveRun();
}

/** Opens chosen, dropped or pasted files, see `openFiles.ts`. */
export const openFiles = async (files: readonly File[]): Promise<void> =>
  (await import('./openFiles')).openFiles(files);

import { download } from '../../charts';
import { toFragment } from '../../spec/link';
import { parseExperimentText, serializeExperiment } from '../../spec/parse';
import { Problem } from '../../spec/problem';
import { useLab } from '../../store/lab';
import { frameLine, headerLine } from '../../store/telemetryFile';

/** What can be taken out of the page and brought into it. Faults are left beside the thing that failed. */

/** A file name from the experiment's name. */
export function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return stem || 'experiment';
}

/** Leaves a Problem at a field; anything else is a fault of ours and goes on up. */
function refuse(field: string, error: unknown): void {
  if (!(error instanceof Problem)) throw error;
  useLab.getState().refuse(field, error);
}

/** The address that reopens this experiment; `undefined`, and a problem at `link`, where it is too large for one. */
export function experimentLink(): string | undefined {
  try {
    const fragment = toFragment(useLab.getState().spec);
    useLab.getState().dismiss('link');
    return `${location.origin}${location.pathname}${fragment}`;
  } catch (error) {
    refuse('link', error);
    return undefined;
  }
}

/** Saves `*.experiment.json`. */
export function saveExperiment(): void {
  const { spec } = useLab.getState();
  download(`${fileStem(spec.name)}.experiment.json`, serializeExperiment(spec), 'application/json');
}

/** Saves `*.telemetry.jsonl`: every recorded step that is kept. */
export function saveTelemetry(): void {
  const { spec, backend, history, data } = useLab.getState();
  const lines = [headerLine(spec, backend ?? 'reference')];
  for (let i = 0; i < history.length; i++) {
    lines.push(frameLine(history.frame(i)!, history.layers, data?.task === 'classification'));
  }
  download(`${fileStem(spec.name)}.telemetry.jsonl`, `${lines.join('\n')}\n`, 'application/jsonl');
}

/** Keeps the run in the library. @returns whether it is kept */
export async function keepInLibrary(): Promise<boolean> {
  const { keepRun } = await import('../../store/recorder');
  return keepRun();
}

const base64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** Opens what was picked or dropped: an experiment, a CSV table, or a pair of IDX files. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const { open, edit, dismiss } = useLab.getState();
  const [first] = files;
  if (!first) return;
  dismiss('file');
  try {
    const tooLarge = files.find(({ size }) => size > 50 * 1024 * 1024);
    if (tooLarge) {
      const found = `${(tooLarge.size / 1024 / 1024).toFixed(1)} MB`;
      throw new Problem('tooLarge', { field: tooLarge.name, found, allowed: '50 MB' });
    }
    if (await openElsewhere(first)) return;
    if (/\.(csv|tsv|txt)$/i.test(first.name)) {
      const text = await first.text();
      edit('data', { kind: 'csv', file: first.name, text });
      moveProblem('data', 'file');
    } else if (/idx|ubyte/i.test(first.name)) {
      const labels = files.find(({ name }) => /label/i.test(name));
      const images = files.find((file) => file !== labels);
      if (!labels || !images) {
        throw new Problem('mismatch', {
          field: first.name,
          found: { en: 'one IDX file', 'zh-CN': '只有一个 IDX 文件' },
          allowed: { en: 'the images and the labels file together', 'zh-CN': '图像与标签两个文件一起' },
        });
      }
      const part = async (file: File) => ({
        name: file.name,
        base64: base64(new Uint8Array(await file.arrayBuffer())),
      });
      edit('data', { kind: 'idx', images: await part(images), labels: await part(labels) });
      moveProblem('data', 'file');
    } else open(parseExperimentText(await first.text()));
  } catch (error) {
    refuse('file', error);
  }
}

/** Sweeps and their results belong to the map, a zip file to the library. @returns whether it was one of these */
async function openElsewhere(file: File): Promise<boolean> {
  const { go } = useLab.getState();
  if (/\.zip$/i.test(file.name)) {
    const { useLibrary } = await import('../../store/library');
    go('library');
    await useLibrary.getState().importAll(file, file.name);
    return true;
  }
  const start = await file.slice(0, 4096).text();
  if (!start.startsWith('# gradient-lab/sweep') && !/"format"\s*:\s*"gradient-lab\/sweep"/.test(start))
    return false;
  const { useMap } = await import('../../store/map');
  await useMap.getState().openFile(file);
  go('map');
  return true;
}

/** Tells a refused edit where the user is looking. */
function moveProblem(from: string, to: string): void {
  const { problems, refuse: leave, dismiss } = useLab.getState();
  const problem = Object.entries(problems).find(([field]) => field === from || field.startsWith(`${from}.`));
  if (!problem) return;
  dismiss(problem[0]);
  leave(to, problem[1]);
}

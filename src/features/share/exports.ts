import { Problem } from '../../base/problem';
import { download } from '../../charts';
import {
  distillationFiles,
  type ExportFormat,
  experimentFiles,
  type Files,
  type StudyFormat,
  transferFiles,
  zipOf,
} from '../../exports';
import { useLab } from '../../store/lab';
import { fileStem } from './fileStem';
import { refuse } from './refuse';
import { type StudyPage, studyOf } from './studies';

/** What leaves the lab for other programs. */

/** Saves the experiment in a format, its weights in the run's newest state; a problem at `file` if it can't be. */
export async function saveAs(format: ExportFormat): Promise<void> {
  const { spec, checkpoints } = useLab.getState();
  useLab.getState().dismiss('file');
  try {
    const stem = fileStem(spec.name);
    await saveFiles(stem, await experimentFiles(spec, format, stem, checkpoints.at(-1)?.arrays));
  } catch (error) {
    refuse('file', error);
  }
}

/** Copies the experiment's script to the clipboard. @returns whether it was copied */
export async function copyAs(format: ExportFormat): Promise<'copied' | 'refused'> {
  const { spec } = useLab.getState();
  useLab.getState().dismiss('file');
  try {
    const [script] = Object.values(await experimentFiles(spec, format, fileStem(spec.name)));
    await navigator.clipboard.writeText(String(script));
    return 'copied';
  } catch (error) {
    if (error instanceof Problem) refuse('file', error);
    return 'refused';
  }
}

/** Saves a distillation or a transfer in the same way. */
export async function saveStudyAs(page: StudyPage, format: StudyFormat): Promise<void> {
  const { state, name } = await studyOf(page);
  state.dismiss('file');
  try {
    const stem = fileStem(name);
    const files =
      page === 'distil'
        ? await distillationFiles(
            (await import('../../store/distillation')).useDistillation.getState().draft,
            format,
            stem,
          )
        : await transferFiles(
            (await import('../../store/transfer')).useTransfer.getState().draft,
            format,
            stem,
          );
    await saveFiles(stem, files);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    state.refuse('file', error);
  }
}

/** Saves compared experiments as a zip file: a script for each, and one that runs them all. */
export async function saveComparisonPytorch(): Promise<void> {
  const { useCompare } = await import('../../store/compare');
  useCompare.getState().dismiss();
  try {
    const { comparisonFiles } = await import('../../exports/pytorch');
    const files = await comparisonFiles(useCompare.getState().runs.map(({ spec }) => spec));
    download('comparison.pytorch.zip', new Blob([await zipOf(files)]), 'application/zip');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useCompare.setState({ problem: error });
  }
}

const types = { py: 'text/x-python', ipynb: 'application/x-ipynb+json', mjs: 'text/javascript' } as const;

/** One file as it is; several as a zip archive. */
async function saveFiles(stem: string, files: Files): Promise<void> {
  const [only, ...others] = Object.entries(files);
  if (others.length > 0) {
    download(`${stem}.zip`, new Blob([await zipOf(files)]), 'application/zip');
    return;
  }
  const [name, content] = only!;
  const ending = name.split('.').at(-1) as keyof typeof types;
  const type = types[ending] ?? 'application/octet-stream';
  download(
    name,
    typeof content === 'string' ? content : new Blob([content as Uint8Array<ArrayBuffer>]),
    type,
  );
}

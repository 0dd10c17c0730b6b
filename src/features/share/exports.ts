import { Problem } from '../../base/problem';
import { download } from '../../charts';
import { useLab } from '../../store/lab';
import type { Section } from '../pytorch';
import type { WeightFormat } from '../weights';
import { fileStem } from './fileStem';
import { refuse } from './refuse';
import { type StudyPage, studyOf } from './studies';

/** What leaves the lab for other programs. */

/** A script, or a notebook. */
type PythonFile = 'py' | 'ipynb';

/** Saves the experiment as a Python script for PyTorch, or as a notebook; a problem at `file` if it can't be one. */
export async function savePytorch(kind: PythonFile): Promise<void> {
  const { spec } = useLab.getState();
  useLab.getState().dismiss('file');
  try {
    const { experimentSections } = await import('../pytorch');
    await saveSections(spec.name, kind, await experimentSections(spec));
  } catch (error) {
    refuse('file', error);
  }
}

/** Saves the experiment for Keras 3 or for TensorFlow.js; a problem at `file` if it can't be one. */
export async function saveScript(library: 'keras' | 'tensorflow'): Promise<void> {
  const { spec } = useLab.getState();
  useLab.getState().dismiss('file');
  try {
    const stem = fileStem(spec.name);
    if (library === 'keras') {
      const { kerasScript } = await import('../keras');
      download(`${stem}.keras.py`, await kerasScript(spec), 'text/x-python');
    } else {
      const { tensorflowScript } = await import('../tensorflow');
      download(`${stem}.mjs`, await tensorflowScript(spec), 'text/javascript');
    }
  } catch (error) {
    refuse('file', error);
  }
}

/** Saves a distillation or a transfer in the same way. */
export async function saveStudyPytorch(page: StudyPage, kind: PythonFile): Promise<void> {
  const { distillationSections, transferSections } = await import('../pytorch');
  const { state, name } = await studyOf(page);
  state.dismiss('file');
  try {
    const sections =
      page === 'distil'
        ? await distillationSections(
            (await import('../../store/distillation')).useDistillation.getState().draft,
          )
        : await transferSections((await import('../../store/transfer')).useTransfer.getState().draft);
    await saveSections(name, kind, sections);
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
    const { comparisonFiles } = await import('../pytorch');
    const { strToU8, zipSync } = await import('fflate');
    const files = await comparisonFiles(useCompare.getState().runs.map(({ spec }) => spec));
    const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
    const zip = zipSync(Object.fromEntries(bytes));
    download('comparison.pytorch.zip', new Blob([zip]), 'application/zip');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    useCompare.setState({ problem: error });
  }
}

async function saveSections(name: string, kind: PythonFile, sections: readonly Section[]): Promise<void> {
  const { notebookOf, scriptOf } = await import('../pytorch');
  const [text, type] =
    kind === 'py'
      ? [scriptOf(sections), 'text/x-python']
      : [notebookOf(sections), 'application/x-ipynb+json'];
  download(`${fileStem(name)}.${kind}`, text, type);
}

/** Saves the weights of the run's newest state, named as the PyTorch script names them. */
export async function saveWeights(format: WeightFormat): Promise<void> {
  const { spec, checkpoints } = useLab.getState();
  useLab.getState().dismiss('file');
  try {
    const { weightFile } = await import('../weights');
    const bytes = await weightFile(spec, checkpoints.at(-1)?.arrays, format);
    download(`${fileStem(spec.name)}.${format}`, new Blob([bytes]), 'application/octet-stream');
  } catch (error) {
    refuse('file', error);
  }
}

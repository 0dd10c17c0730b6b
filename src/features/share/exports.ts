import { download } from '../../charts';
import { useLab } from '../../store/lab';
import type { WeightFormat } from '../weights';
import { refuse } from './commands';
import { fileStem } from './fileStem';

/** What leaves the lab for other programs. */

/** Saves the experiment as a Python script for PyTorch, or as a notebook; a problem at `file` if it can't be one. */
export async function savePytorch(kind: 'py' | 'ipynb'): Promise<void> {
  const { spec } = useLab.getState();
  useLab.getState().dismiss('file');
  try {
    const { experimentSections, notebookOf, scriptOf } = await import('../pytorch');
    const sections = await experimentSections(spec);
    const [text, type] =
      kind === 'py'
        ? [scriptOf(sections), 'text/x-python']
        : [notebookOf(sections), 'application/x-ipynb+json'];
    download(`${fileStem(spec.name)}.${kind}`, text, type);
  } catch (error) {
    refuse('file', error);
  }
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

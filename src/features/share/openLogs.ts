import { useLab } from '../../store/lab';
import { pageFor } from '../../store/state';
import { formatOf, isLibrary } from './fileKinds';

/** Weights of PyTorch; the room of real models says why it does not open them. */
const pickles = /\.(pt|pth|pkl|ckpt)$/i;

/** TensorBoard's event files, by the name that it gives them. */
const isEvents = ({ name }: File): boolean => name.includes('tfevents');

/**
 * Opens logs of real models in their room. While that room is open it takes every file that is in no other format of the lab,
 * and says what is wrong with it. @returns whether the files were taken
 */
export async function openLogs(files: readonly File[]): Promise<boolean> {
  const { page, go } = useLab.getState();
  const formats = await Promise.all(files.map(formatOf));
  const isLog = formats.some((format) => pageFor(format) === 'models') || files.every(isEvents);
  const unknown = formats.every((format) => format === undefined) && !files.some(isLibrary);
  if (!isLog && !(page === 'models' && unknown) && !files.some(({ name }) => pickles.test(name)))
    return false;
  const { useModels } = await import('../../store/models');
  go('models');
  await useModels.getState().openFiles(files);
  return true;
}

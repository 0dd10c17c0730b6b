import type { PictureSet } from '../../data/pictures/picture';
import { type PictureChoices, readPictures } from '../../data/pictures/readPictures';
import { keptFile } from '../../data/tables/keptContent';
import { packedBytes } from '../../store/packed';
import { decodePicture } from './decodePicture';

/**
 * Reads all pictures as the data of an experiment.
 * @returns the fields of the data kind `idx`, and the paths of pictures that cannot be read
 * @throws Problem (rejects) if nothing can be learned from them, or `stopped` is aborted
 */
export async function takePictures(
  set: PictureSet,
  choices: PictureChoices,
  progress: (share: number) => void,
  stopped: AbortSignal,
) {
  const decode = set.pixels ? undefined : decodePicture;
  const { images, labels, classNames, testCount, counts, left } = await readPictures(
    set,
    choices,
    decode,
    progress,
    stopped,
  );
  const data = {
    kind: 'idx',
    images: await keptFile(await packedBytes(`${set.file}.images.idx.gz`, images)),
    labels: await keptFile(await packedBytes(`${set.file}.labels.idx.gz`, labels)),
    classNames,
    ...(testCount > 0 ? { testCount } : {}),
  };
  return { data, left, read: counts.reduce((a, b) => a + b, 0) };
}

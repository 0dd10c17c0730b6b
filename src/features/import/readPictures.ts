import { Problem, say } from '../../base/problem';
import { importLimits } from '../../data/sets/limits';
import { createRandom } from '../../random/random';
import type { PictureFile, PictureSource } from '../../store/importing';
import { packedBytes } from '../../store/packed';

/** How pictures become inputs. */
export interface PictureChoices {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** The largest number of pictures; more are drawn at random. */
  readonly most: number;
}

/** Sides of square pictures that can be chosen. */
export const sides = [8, 12, 16, 20, 24, 28, 32, 36, 48, 64] as const;

/** The largest number of pictures of a shape. */
export const mostPictures = ({ width, height, channels }: Omit<PictureChoices, 'most'>): number =>
  Math.min(importLimits.rows, Math.floor(importLimits.bytes / (width * height * channels)));

/** The classes of pictures, in the order of their names: numbers in numeric order. */
export function classesOf(
  pictures: readonly PictureFile[],
): { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { className } of pictures) counts.set(className, (counts.get(className) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** The pixels `[height, width, channels]` of a picture, over white where it is transparent. */
export async function pixelsOf(
  picture: PictureFile,
  { width, height, channels }: Omit<PictureChoices, 'most'>,
): Promise<Uint8Array> {
  const content = await picture.read();
  if (content instanceof Uint8Array) return content;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(content, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
  } catch {
    throw new Problem('mismatch', {
      field: picture.path,
      found: say('the picture is damaged or of an unknown kind', '图片已损坏或格式未知'),
      allowed: say('a whole PNG, JPEG, GIF or WebP file', '完整的 PNG、JPEG、GIF 或 WebP 文件'),
    });
  }
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height * channels);
  for (let p = 0; p < width * height; p++) {
    const [red, green, blue] = [data[4 * p]!, data[4 * p + 1]!, data[4 * p + 2]!];
    // Luma of ITU-R BT.601, as Pillow’s grey images.
    if (channels === 1) pixels[p] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else pixels.set([red, green, blue], 3 * p);
  }
  return pixels;
}

/**
 * Reads all pictures as the data of an experiment. Pictures that cannot be read are left out.
 * @param progress gets the share that is done
 * @returns the fields of the data kind `idx`, and the paths of pictures that were left out
 * @throws Problem (rejects) if nothing can be learned from what is left, or `stopped` is aborted
 */
export async function readPictures(
  { file, pictures }: PictureSource,
  choices: PictureChoices,
  progress: (share: number) => void,
  stopped: AbortSignal,
) {
  const names = classesOf(pictures).map(({ name }) => name);
  const drawn =
    pictures.length <= choices.most
      ? pictures
      : Array.from(createRandom(0, 'data').permutation(pictures.length).subarray(0, choices.most))
          .sort()
          .map((at) => pictures[at]!);
  // The test samples stand at the end.
  const ordered = [...drawn.filter(({ isTest }) => !isTest), ...drawn.filter(({ isTest }) => isTest)];
  const { width, height, channels } = choices;
  const size = width * height * channels;
  const pixels = new Uint8Array(ordered.length * size);
  const labels: number[] = [];
  const left: string[] = [];
  let tests = 0;
  for (const [i, picture] of ordered.entries()) {
    stopped.throwIfAborted();
    try {
      pixels.set(await pixelsOf(picture, choices), labels.length * size);
      labels.push(names.indexOf(picture.className));
      if (picture.isTest) tests++;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      left.push(picture.path);
    }
    if (i % 50 === 0) progress(i / ordered.length);
  }
  const shape = channels === 1 ? [labels.length, height, width] : [labels.length, height, width, channels];
  const occurring = names.filter((_, label) => labels.includes(label));
  return {
    data: {
      kind: 'idx',
      images: await packedBytes(
        `${file}.images.idx.gz`,
        idxBytes(shape, pixels.subarray(0, labels.length * size)),
      ),
      labels: await packedBytes(`${file}.labels.idx.gz`, idxBytes([labels.length], Uint8Array.from(labels))),
      classNames: occurring,
      ...(tests > 0 ? { testCount: tests } : {}),
    },
    left,
  };
}

/** An IDX file of unsigned bytes. */
export function idxBytes(shape: readonly number[], values: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((length, d) => {
    view.setUint32(4 + 4 * d, length);
  });
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

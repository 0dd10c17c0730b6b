import { Problem, say } from '../../base/problem';
import { createRandom } from '../../random/random';
import { importLimits } from '../sets/limits';
import { asInputs } from './asInputs';
import type { InputShape, PictureFile, PictureSet, Pixels } from './picture';

/** How pictures become inputs. */
export interface PictureChoices extends InputShape {
  /** The largest number of pictures; more are drawn at random. */
  readonly most: number;
}

/** Sides of square pictures that can be chosen, and the one that is taken at first. */
export const sides = [8, 12, 16, 20, 24, 28, 32, 36, 48, 64] as const;
export const usualSide = 28;

/** The largest number of pictures of a shape. */
export const mostPictures = ({ width, height, channels }: InputShape): number =>
  Math.min(importLimits.rows, Math.floor(importLimits.bytes / (width * height * channels)));

/** Decodes the file of a picture. @throws any error if it cannot */
export type DecodePicture = (bytes: Uint8Array<ArrayBuffer>) => Promise<Pixels>;

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

/**
 * The inputs `[height, width, channels]` of a picture.
 * @param decode decodes its file; undefined for pictures that are pixels already
 * @throws Problem (rejects) if it cannot be decoded
 */
export async function inputsOf(
  picture: PictureFile,
  shape: InputShape,
  decode: DecodePicture | undefined,
): Promise<Uint8Array> {
  const content = await picture.read();
  if (!decode) return content;
  try {
    return asInputs(await decode(Uint8Array.from(content)), shape);
  } catch {
    throw new Problem('mismatch', {
      field: picture.path,
      found: say('the image is damaged or of an unknown kind', '图片已损坏或格式未知'),
      allowed: say(
        'a whole PNG or JPEG file (the page also opens GIF and WebP)',
        '完整的 PNG 或 JPEG 文件（网页还可打开 GIF 与 WebP）',
      ),
    });
  }
}

/** Pictures as the bytes of two IDX files, with what the data kind `idx` says of them. */
export interface ReadPictures {
  readonly images: Uint8Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly classNames: readonly string[];
  readonly counts: readonly number[];
  readonly testCount: number;
  /** The paths of pictures that cannot be read. */
  readonly left: readonly string[];
}

/**
 * Reads all pictures as a pair of IDX files. Pictures that cannot be read are left out; the test samples stand at the end.
 * @param decode see `inputsOf`
 * @param progress gets the share that is done
 * @throws Problem (rejects) if there are too many classes, or nothing can be learned from what is left, or `stopped` is aborted
 */
export async function readPictures(
  { file, pictures }: PictureSet,
  choices: PictureChoices,
  decode: DecodePicture | undefined,
  progress: (share: number) => void = () => {},
  stopped?: AbortSignal,
): Promise<ReadPictures> {
  const names = classesOf(pictures).map(({ name }) => name);
  checkClasses(file, names.length);
  const drawn =
    pictures.length <= choices.most
      ? pictures
      : Array.from(createRandom(0, 'data').permutation(pictures.length).subarray(0, choices.most))
          .sort((a, b) => a - b)
          .map((at) => pictures[at]!);
  const ordered = [...drawn.filter(({ isTest }) => !isTest), ...drawn.filter(({ isTest }) => isTest)];
  const { width, height, channels } = choices;
  const size = width * height * channels;
  const pixels = new Uint8Array(ordered.length * size);
  const labels: number[] = [];
  const left: string[] = [];
  let tests = 0;
  for (const [i, picture] of ordered.entries()) {
    stopped?.throwIfAborted();
    try {
      pixels.set(await inputsOf(picture, choices, decode), labels.length * size);
      labels.push(names.indexOf(picture.className));
      if (picture.isTest) tests++;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      left.push(picture.path);
    }
    if (i % 50 === 0) progress(i / ordered.length);
  }
  const counts = names.map((_, label) => labels.filter((one) => one === label).length);
  const classNames = names.filter((_, label) => counts[label]! > 0);
  if (classNames.length < 2) {
    throw new Problem('mismatch', {
      field: file,
      found: say(`${left.length} images cannot be read`, `${left.length} 张图片无法读取`),
      allowed: say('2 classes of images', '2 个类别的图片'),
    });
  }
  const shape = channels === 1 ? [labels.length, height, width] : [labels.length, height, width, channels];
  return {
    images: idxBytes(shape, pixels.subarray(0, labels.length * size)),
    labels: idxBytes([labels.length], Uint8Array.from(labels)),
    classNames,
    counts: counts.filter((count) => count > 0),
    testCount: tests,
    left,
  };
}

function checkClasses(file: string, classes: number): void {
  if (classes <= importLimits.classes) return;
  throw new Problem('tooLarge', {
    field: file,
    found: say(`${classes} classes (folders)`, `${classes} 个类别（文件夹）`),
    allowed: say(
      `${importLimits.classes} classes: leave folders out`,
      `${importLimits.classes} 个类别：请去掉一些文件夹`,
    ),
  });
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

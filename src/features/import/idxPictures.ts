import { Problem, say } from '../../base/problem';
import type { FileNote, PictureFile, PictureSet } from '../../data/pictures/picture';
import { type IdxFile, parseIdx } from '../../data/sets/idxFile';
import { importLimits, megabytes } from '../../data/sets/limits';

interface NamedIdx extends IdxFile {
  readonly file: string;
}

interface Pair {
  readonly images: NamedIdx;
  readonly labels: NamedIdx;
}

const isOfTests = ({ file }: NamedIdx) =>
  /(?:^|[^a-z])(?:t10k|test|val|valid|validation)(?:[^a-z]|$)/i.test(file);

/** What is left of a name without the words that tell images from labels. */
const stem = ({ file }: NamedIdx) =>
  file.toLowerCase().replaceAll(/images?|labels?|idx\d*|ubyte|gz|[^a-z\d]/g, '');

/**
 * The pictures of several IDX files, such as MNIST's four: a pair of images and labels to train on, and one to test on. Each
 * file gets a sentence.
 * @throws Problem (rejects) if no images have labels, or a file is damaged or too large
 */
export async function idxPictures(files: readonly File[]): Promise<PictureSet> {
  const parts: NamedIdx[] = [];
  for (const file of files) {
    if (file.size > importLimits.bytes) {
      const [found, allowed] = [file.size, importLimits.bytes].map(megabytes) as [string, string];
      throw new Problem('tooLarge', { field: file.name, found, allowed });
    }
    parts.push({ file: file.name, ...parseIdx(new Uint8Array(await file.arrayBuffer()), file.name) });
  }
  const pairs = pairsIn(parts);
  const train = pairs.find(({ images }) => !isOfTests(images)) ?? pairs[0];
  if (!train) {
    throw new Problem('mismatch', {
      field: files[0]!.name,
      found: say('no images with a label for each', '没有图像及其逐一对应的标签'),
      allowed: say('the images and the labels file together', '图像与标签两个文件一起'),
    });
  }
  const size = train.images.shape.slice(1).join();
  const test = pairs.find(
    (pair) => pair !== train && isOfTests(pair.images) && pair.images.shape.slice(1).join() === size,
  );
  const [, height, width = 1, channels = 1] = train.images.shape as [number, number, number?, number?];
  return {
    file: train.images.file,
    pictures: [...picturesOf(train, false), ...(test ? picturesOf(test, true) : [])],
    notes: parts.map((part) => noteOn(part, train, test)),
    pixels: { width, height, channels },
  };
}

/** Images with as many labels: those of the same name go together first. The largest pair is first. */
function pairsIn(parts: readonly NamedIdx[]): Pair[] {
  const labels = parts.filter(({ shape }) => shape.length === 1);
  const images = parts.filter(({ shape }) => shape.length > 1);
  const taken = new Set<NamedIdx>();
  const pairs: Pair[] = [];
  for (const one of images.toSorted((a, b) => b.shape[0]! - a.shape[0]!)) {
    const fit = labels.filter((label) => !taken.has(label) && label.shape[0] === one.shape[0]);
    const found = fit.find((label) => stem(label) === stem(one)) ?? fit[0];
    if (!found) continue;
    taken.add(found);
    pairs.push({ images: one, labels: found });
  }
  return pairs;
}

function picturesOf({ images, labels }: Pair, isTest: boolean): PictureFile[] {
  const size = images.shape.slice(1).reduce((a, b) => a * b, 1);
  return Array.from(labels.bytes, (label, i) => ({
    path: `${images.file}[${i}]`,
    className: String(label),
    isTest,
    read: async () => images.bytes.subarray(i * size, (i + 1) * size),
  }));
}

function noteOn(part: NamedIdx, train: Pair, test: Pair | undefined): FileNote {
  const shape = part.shape.join(' × ');
  const at = [train.images, train.labels, test?.images, test?.labels].indexOf(part);
  const says = [
    say(`images, ${shape}`, `图像，${shape}`),
    say(`labels, ${shape}`, `标签，${shape}`),
    say(`images of the test set, ${shape}`, `测试集的图像，${shape}`),
    say(`labels of the test set, ${shape}`, `测试集的标签，${shape}`),
  ][at];
  return { file: part.file, says: says ?? say(`not used, ${shape}`, `未使用，${shape}`) };
}

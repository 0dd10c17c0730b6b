import { Problem, say } from '../../base/problem';
import { picturesOfFolders } from '../../data/pictures/folders';
import type { FileNote } from '../../data/pictures/picture';
import { importLimits, megabytes } from '../../data/sets/limits';
import { arePictures, arrayIn, arraysIn, pairsOf } from '../../data/tables/arrays';
import { type ContentKind, contentKind } from '../../data/tables/contentKind';
import { isHidden, isPicture } from '../../data/tables/openTable';
import { openZip } from '../../data/tables/zip';
import type { ImportSource, PictureSource } from '../../store/importing';
import { picturesOfArrays } from './pictureFiles';

/** What several files are together. */
export type Sorted =
  | { readonly kind: 'table'; readonly source: ImportSource }
  | { readonly kind: 'pictures'; readonly source: PictureSource };

/**
 * Decides by content what files are together: pictures in one folder for each class, NumPy arrays, or a table with perhaps
 * a second one for testing. Each file gets a sentence.
 * @throws Problem (rejects) if a file is too large or damaged
 */
export async function sortFiles(files: readonly File[]): Promise<Sorted> {
  const shown = files.filter((file) => !isHidden(pathOf(file)));
  if (shown.length === 0) throw nothing(files[0]?.name ?? '');
  const kinds = await Promise.all(shown.map(kindOf));
  const of = (kind: ContentKind) => shown.filter((_, i) => kinds[i] === kind);
  const pictures = of('picture');
  if (pictures.length > 0) {
    const found = picturesOfFolders(
      pictures.map((file) => ({ path: pathOf(file), read: () => bytesOf(file) })),
    );
    const others = shown.filter((file) => !pictures.includes(file));
    return { kind: 'pictures', source: { ...found, notes: [...(found.notes ?? []), ...others.map(unused)] } };
  }
  const arrays = of('numpy');
  if (arrays.length > 0) return sortArrays(arrays, shown);
  const [first] = shown;
  if (shown.length === 1 && kinds[0] === 'zip') {
    const inside = await picturesInZip(first!);
    if (inside) return { kind: 'pictures', source: inside };
  }
  return { kind: 'table', source: sortTables(shown) };
}

/** The path of a file in a dropped or chosen folder, or else its name. */
const pathOf = (file: File): string => {
  const { path, webkitRelativePath } = file as File & { readonly path?: string };
  return (path || webkitRelativePath || file.name).replace(/^\.?\//, '');
};

async function kindOf(file: File): Promise<ContentKind> {
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const isZip = start[0] === 0x50 && start[1] === 0x4b;
  // The names of a zip archive stand at its end.
  return contentKind(isZip && file.size <= importLimits.bytes ? await bytesOf(file) : start);
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size <= importLimits.bytes) return new Uint8Array(await file.arrayBuffer());
  const [found, allowed] = [file.size, importLimits.bytes].map(megabytes) as [string, string];
  throw new Problem('tooLarge', { field: file.name, found, allowed });
}

const unused = (file: File): FileNote => ({
  file: pathOf(file),
  says: say('not used: neither a picture nor part of the table', '未使用：既非图片，也不属于该表格'),
});

async function sortArrays(files: readonly File[], all: readonly File[]): Promise<Sorted> {
  const arrays = await Promise.all(files.map(async (file) => arrayIn(await bytesOf(file), file.name)));
  const pair = pairsOf(arrays, files[0]!.name);
  const used = [pair.train, pair.test].flatMap((part) => (part ? [part.inputs, part.targets] : []));
  const notes = files.map((file, i): FileNote => {
    const at = used.indexOf(arrays[i]);
    const shape = arrays[i]!.shape.join(' × ');
    const says = [
      say(`inputs, ${shape}`, `输入，${shape}`),
      say(`targets, ${shape}`, `目标，${shape}`),
      say(`inputs of the test samples, ${shape}`, `测试样本的输入，${shape}`),
      say(`targets of the test samples, ${shape}`, `测试样本的目标，${shape}`),
    ][at];
    return { file: file.name, says: says ?? say(`not used, ${shape}`, `未使用，${shape}`) };
  });
  const rest = all.filter((file) => !files.includes(file)).map(unused);
  const origin = { file: files[0]!.name, notes: all.length > 1 ? [...notes, ...rest] : [] };
  if (arePictures(pair.train)) return { kind: 'pictures', source: { ...picturesOfArrays(pair), ...origin } };
  const [first, ...also] = files;
  return { kind: 'table', source: { ...origin, content: first!, also } };
}

/** The pictures of a zip archive, as files in folders or as NumPy arrays. */
async function picturesInZip(file: File): Promise<PictureSource | undefined> {
  const bytes = await bytesOf(file);
  const entries = [...openZip(bytes, file.name).values()].filter(({ name }) => !isHidden(name));
  const arrays = entries.filter(({ name }) => /\.npy$/i.test(name));
  if (arrays.length > 0) {
    const pair = pairsOf(await arraysIn(bytes, file.name), file.name);
    return arePictures(pair.train) ? { ...picturesOfArrays(pair), file: file.name } : undefined;
  }
  const pictures = entries.filter(({ name }) => isPicture.test(name));
  if (pictures.length < 2 || pictures.length < entries.length / 2) return undefined;
  const read = pictures.map((entry) => ({
    path: entry.name,
    read: () => entry.read(importLimits.bytes),
  }));
  return picturesOfFolders(read, file.name);
}

/** Of several tables, one called test or validation provides the test samples; the largest other one is the table. */
function sortTables(files: readonly File[]): ImportSource {
  const isTest = ({ name }: File) =>
    /(?:^|[^a-z])(?:test|val|valid|validation|holdout)(?:[^a-z]|$)|测试|验证/i.test(name);
  const bySize = [...files].sort((a, b) => b.size - a.size);
  const main = bySize.find((file) => !isTest(file)) ?? bySize[0]!;
  const test = bySize.find((file) => file !== main && isTest(file));
  const notes = files.map((file): FileNote => {
    const says =
      file === main
        ? say('the table', '表格')
        : file === test
          ? say('the test samples, with the same columns', '测试样本，列与表格相同')
          : say(
              'not used: one table, and one for testing (with “test” in its name), are read together',
              '未使用：一次读取一个表格及一个测试表格（文件名含“test”）',
            );
    return { file: file.name, says };
  });
  const origin = { file: main.name, content: main, notes: files.length > 1 ? notes : [] };
  return test ? { ...origin, test } : origin;
}

const nothing = (file: string) =>
  new Problem('mismatch', {
    field: file,
    found: say('no file with data', '没有含数据的文件'),
    allowed: say(
      'a table, arrays, or images in one folder for each class',
      '表格、数组，或每个类别一个文件夹的图片',
    ),
  });

/** The names of arrays that are data, not weights. */
const dataArray =
  /^(?:x|inputs?|data|images?|features|y|labels?|targets?|arr_\d+)(?:[_-]?(?:train|test|val)\w*)?\.npy$/i;

/** Whether an archive holds data to import: not the lab's own library, and not a network's weights. */
export async function isDataArchive(file: File): Promise<boolean> {
  if (file.size > importLimits.bytes) return false;
  try {
    const names = [...openZip(await bytesOf(file), file.name).keys()];
    if (names.some((name) => name.endsWith('.npy'))) return names.some((name) => dataArray.test(name));
    return !names.includes('library.json');
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

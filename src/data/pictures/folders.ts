import { Problem, say } from '../../base/problem';
import type { FileNote, PictureFile, PictureSet } from './picture';

interface Found {
  readonly path: string;
  read(): Promise<Uint8Array>;
}

const testFolder = /^(?:test|testing|val|valid|validation)$/i;
const trainFolder = /^(?:train|training)$/i;

/**
 * The class of each picture is the name of its folder. A folder above it that is called test or validation marks test
 * samples, if another is for training.
 * @param name the name of the folder or archive, by default that of the first path's folder
 * @throws Problem if there are fewer than two folders with pictures
 */
export function picturesOfFolders(found: readonly Found[], name?: string): PictureSet {
  // The order does not depend on who lists the folder, so the same pictures are split alike everywhere.
  const files = [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
  const parts = files.map(({ path }) => path.split('/').filter((part) => part !== ''));
  const above = parts.map((part) => part.slice(0, -2));
  const hasTrain = above.some((folders) => folders.some((name) => trainFolder.test(name)));
  const pictures: PictureFile[] = [];
  let outside = 0;
  files.forEach(({ path, read }, i) => {
    const className = parts[i]!.at(-2);
    if (className === undefined || trainFolder.test(className) || testFolder.test(className)) outside++;
    else {
      const isTest = hasTrain && above[i]!.some((name) => testFolder.test(name));
      pictures.push({ path, className, isTest, read });
    }
  });
  const classes = new Set(pictures.map(({ className }) => className));
  const file = name ?? parts[0]?.[0] ?? '';
  if (classes.size < 2) {
    const lack =
      files.length === 0
        ? say('there are no images in it', '其中没有图片')
        : say(
            `${files.length} images in ${classes.size === 0 ? 'no folder' : 'one folder'}`,
            `${files.length} 张图片${classes.size === 0 ? '不在文件夹中' : '在同一个文件夹中'}`,
          );
    const allowed = say(
      'one folder of images for each class, e.g. pets/cats and pets/dogs: drop the folder that holds them, or zip it',
      '每个类别一个图片文件夹，如 pets/cats 与 pets/dogs：请拖入上层文件夹，或将其压缩为 zip',
    );
    throw new Problem('mismatch', { field: file, found: lack, allowed });
  }
  const note: FileNote = {
    file,
    says: say(
      `${outside} images are not used: they lie in no folder of a class`,
      `${outside} 张图片未使用：不在类别文件夹中`,
    ),
  };
  return { file, pictures, ...(outside > 0 ? { notes: [note] } : {}) };
}

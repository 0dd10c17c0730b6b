import { lstatSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Problem, say } from '../src/base/problem';
import { picturesOfFolders } from '../src/data/pictures/folders';
import type { InputShape, PictureSet, Pixels } from '../src/data/pictures/picture';
import { decodePng, isPng, mostPixels } from '../src/data/pictures/png';
import { mostPictures, type ReadPictures, readPictures, usualSide } from '../src/data/pictures/readPictures';
import { importLimits } from '../src/data/sets/limits';
import { isHidden, isPicture } from '../src/data/tables/openTable';
import { openZip } from '../src/data/tables/zip';
import { bytesOf } from './bytesOf';

/** The largest number of files in a folder. */
const mostFiles = 100_000;

/** The pictures of a folder or a zip archive with one folder for each class; undefined if it is neither. */
export function pictureSetOf(path: string): PictureSet | undefined {
  const file = basename(path);
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const found = filesIn(path, file).filter(({ path: name }) => isPicture.test(name) && !isHidden(name));
    return picturesOfFolders(found, file);
  }
  if (!/\.zip$/i.test(file)) return undefined;
  const entries = [...openZip(bytesOf(path, path), file).values()].filter(({ name }) => !isHidden(name));
  const pictures = entries.filter(({ name }) => isPicture.test(name));
  if (pictures.length < 2 || pictures.length < entries.length / 2) return undefined;
  const found = pictures.map((entry) => ({ path: entry.name, read: () => entry.read(importLimits.bytes) }));
  return picturesOfFolders(found, file);
}

/** The files of a folder and of those in it, with their paths as the page has them: from the folder's own name on. */
function filesIn(folder: string, shown: string): { path: string; read(): Promise<Uint8Array> }[] {
  const found: { path: string; read(): Promise<Uint8Array> }[] = [];
  const look = (at: string, name: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const [path, own] = [join(at, entry.name), `${name}/${entry.name}`];
      if (entry.isDirectory()) look(path, own);
      else if (entry.isFile()) found.push({ path: own, read: async () => bytesOf(own, path) });
      if (found.length > mostFiles) {
        const values = {
          found: say(`more than ${mostFiles} files`, `超过 ${mostFiles} 个文件`),
          allowed: `${mostFiles}`,
        };
        throw new Problem('tooLarge', { field: shown, ...values });
      }
    }
  };
  look(folder, shown);
  return found;
}

/** Reads the pictures as the page does: PNG to the bit, JPEG up to the rounding of its decoder. */
export function readPictureSet(
  set: PictureSet,
  {
    size = usualSide,
    channels = 1,
  }: { readonly size?: number | undefined; readonly channels?: 1 | 3 | undefined },
): Promise<ReadPictures> {
  const shape: InputShape = { width: size, height: size, channels };
  return readPictures(set, { ...shape, most: mostPictures(shape) }, decode);
}

async function decode(bytes: Uint8Array): Promise<Pixels> {
  if (isPng(bytes)) return decodePng(bytes);
  const { default: jpeg } = await import('jpeg-js');
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    maxResolutionInMP: mostPixels / 1e6,
  });
  return { width, height, rgba: data };
}

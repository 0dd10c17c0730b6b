import { readFileSync, type Stats, statSync } from 'node:fs';
import { Problem, say } from '../src/base/problem';

/** The largest file size in bytes. */
const limit = 50 * 1024 * 1024;

/**
 * Reads the content of a file.
 * @throws Problem at `field` if it is no regular file, too large or cannot be read
 */
export function bytesOf(field: string, path: string): Buffer {
  const allowed = say('a file that can be read', '可读取的文件');
  let stat: Stats;
  try {
    stat = statSync(path);
  } catch (error) {
    const isMissing = (error as { readonly code?: string }).code === 'ENOENT';
    const found = isMissing ? say(`there is no file ${path}`, `没有文件 ${path}`) : (error as Error).message;
    throw new Problem('mismatch', { field, found, allowed });
  }
  // A device such as /dev/zero, or a pipe, has no size and perhaps no end.
  if (!stat.isFile()) {
    const found = stat.isDirectory()
      ? say(`${path} is a folder`, `${path} 是文件夹`)
      : say(`${path} is a device or a pipe`, `${path} 是设备或管道`);
    throw new Problem('mismatch', { field, found, allowed });
  }
  const { size } = stat;
  if (size > limit) {
    throw new Problem('tooLarge', {
      field,
      found: `${(size / 1024 / 1024).toFixed(1)} MB`,
      allowed: '50 MB',
    });
  }
  return readFileSync(path);
}

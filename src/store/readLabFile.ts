import { Problem, say } from '../base/problem';
import type { LabFileKind, LabFileOf } from '../schema/labFiles';
import { starterOf } from '../worker/connection';
import { asError } from '../worker/fault';
import { noReading, useReading } from './reading';

/** Files of more bytes than this are read in a worker; below, the page is held up for some milliseconds. */
const small = 2 ** 20;

const startFile = starterOf('file');

/**
 * Reads a file of the lab, checked by its schema: a large one in a worker, and the page says so and offers to cancel it.
 * @returns undefined if it was cancelled
 * @throws Problem (rejects) its first fault
 */
export async function readLabFile<K extends LabFileKind>(
  file: File,
  as: K,
  start: typeof startFile = startFile,
): Promise<LabFileOf<K> | undefined> {
  if (file.size <= small) {
    const { labFiles } = await import('../schema/labFiles');
    return labFiles[as](await file.text(), file.name) as LabFileOf<K>;
  }
  // Another file takes the place of one that is still being read.
  useReading.getState().cancel();
  return new Promise((resolve, reject) => {
    const over = () => {
      worker.end();
      if (useReading.getState().cancel === cancel) useReading.setState(noReading);
    };
    const cancel = () => {
      over();
      resolve(undefined);
    };
    const worker = start(
      (report) => {
        over();
        if (report.kind === 'done') resolve(report.value as LabFileOf<K>);
        else if (report.kind === 'failed') reject(asError(report.fault));
      },
      (_, problem) => {
        over();
        reject(problem ?? unread(file.name));
      },
    );
    useReading.setState({ ...noReading, file: file.name, cancel });
    worker.send({ kind: 'read', file, as });
  });
}

/** The worker that read a file is gone. */
export const unread = (field: string) =>
  new Problem('mismatch', {
    field,
    found: say(
      'the browser ended the worker that read it, as it does for want of memory',
      '浏览器结束了读取该文件的工作线程，通常是因为内存不足',
    ),
    allowed: say('a smaller file, or close other tabs', '较小的文件，或关闭其他标签页'),
  });

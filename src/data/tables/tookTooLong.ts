import { Problem, say } from '../../base/problem';

/** The problem of a file whose reading was ended because it took too long. */
export const tookTooLong = (file: string, seconds: number): Problem =>
  new Problem('mismatch', {
    field: file,
    found: say(
      `it could not be read within ${seconds} s, perhaps because it is damaged`,
      `${seconds} 秒内未能读完，文件可能已损坏`,
    ),
    allowed: say('a whole file: download or save it again', '完整的文件：请重新下载或保存'),
  });

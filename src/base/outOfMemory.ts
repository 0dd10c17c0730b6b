import { Problem, say } from './problem';

/** Memory that the computer refused, although the estimate allowed it. */
export const memoryRefused = (bytes: number | undefined): Problem => {
  const size = bytes === undefined ? '' : ` ${(bytes / 2 ** 20).toFixed(0)} MB`;
  return new Problem('tooLarge', {
    field: 'network',
    found: say(
      `more memory than this computer gives${size && ` (${size.trim()})`}`,
      `超出本机可提供的内存${size && `（${size.trim()}）`}`,
    ),
    allowed: say(
      'what fits: fewer or narrower layers, a smaller batch, or fewer other tabs',
      '可容纳的大小：减少层数、神经元数或批量大小，或关闭其他标签页',
    ),
  });
};

/** Whether an error says that memory could not be had, in the words of Chromium, Firefox or Safari. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  /out of memory|allocation (failed|size overflow)|unable to grow|failed to grow|invalid (typed )?array( buffer)? length|cannot be cloned, out of/i.test(
    error.message,
  );

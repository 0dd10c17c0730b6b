/** The most characters that browsers keep for one site's settings. */
const most = 5 * 2 ** 20;

/** Whether a value is too long to be kept, without writing it as JSON: that of a large table would hold the page up. */
export function isTooLong(value: unknown): boolean {
  let left = most;
  const count = (part: unknown): void => {
    if (left < 0) return;
    if (typeof part === 'string') left -= part.length;
    else if (Array.isArray(part)) {
      for (let i = 0; i < part.length && left >= 0; i++) count(part[i]);
    } else if (typeof part === 'object' && part !== null) {
      for (const key of Object.keys(part)) {
        left -= key.length;
        count((part as Record<string, unknown>)[key]);
      }
    } else left -= 2;
  };
  count(value);
  return left < 0;
}

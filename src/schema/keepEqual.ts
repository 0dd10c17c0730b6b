/**
 * A tree of plain objects and lists that equals `after`, with every part of `before` in it that is equal. What shows a part can then
 * see at a glance that nothing changed there.
 */
export function keepEqual<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || !isTree(before) || !isTree(after)) return after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  const keys = Object.keys(after);
  let isSame = keys.length === Object.keys(before).length;
  const parts: Record<string, unknown> = Array.isArray(after) ? ([] as never) : {};
  for (const key of keys) {
    parts[key] = keepEqual(before[key], after[key]);
    isSame &&= Object.hasOwn(before, key) && Object.is(parts[key], before[key]);
  }
  return (isSame ? before : parts) as T;
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

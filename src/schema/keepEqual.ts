/**
 * A tree of plain objects and lists that equals `after`, with every part of `before` in it that is equal. What shows a part can then
 * see at a glance that nothing changed there.
 */
export function keepEqual<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || !isTree(before) || !isTree(after)) return after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  const keys = Object.keys(after);
  const parts = keys.map((key): [string, unknown] => [
    key,
    Object.hasOwn(before, key) ? keepEqual(before[key], after[key]) : after[key],
  ]);
  const isSame =
    keys.length === Object.keys(before).length &&
    parts.every(([key, part]) => Object.hasOwn(before, key) && Object.is(part, before[key]));
  if (isSame) return before as T;
  // A key such as `__proto__` becomes a field as any other.
  return (Array.isArray(after) ? parts.map(([, part]) => part) : Object.fromEntries(parts)) as T;
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

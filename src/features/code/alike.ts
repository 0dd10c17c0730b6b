/** Whether two values of a file are alike: numbers, texts, lists and objects of them. */
export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [mine, other] = [Object.entries(a), Object.entries(b)];
  return (
    mine.length === other.length &&
    mine.every(([key, value]) => alike(value, (b as Readonly<Record<string, unknown>>)[key]))
  );
}

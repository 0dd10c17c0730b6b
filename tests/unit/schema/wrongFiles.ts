/** Values that are wrong at most places of a file, each in its own way. */
const wrongValues: readonly unknown[] = ['Wrong Word', 1e12, -1, 0.5, null, [], {}];

/**
 * Every file that a value becomes when one of its places is missing, holds something else, or an object there has a field more.
 * Of long lists the first items are changed alone, for the others are of the same kind.
 */
export function* wrongFiles(value: unknown): Generator<unknown> {
  for (const wrong of wrongValues) yield wrong;
  if (typeof value !== 'object' || value === null) return;
  const entries = Array.isArray(value)
    ? value.slice(0, 2).map((inner, i) => [i, inner] as const)
    : Object.entries(value);
  for (const [key, inner] of entries) {
    const change = (to: unknown) =>
      Array.isArray(value)
        ? value.map((one: unknown, i) => (i === key ? to : one))
        : { ...(value as object), [key]: to };
    if (!Array.isArray(value)) yield change(undefined);
    for (const wrong of wrongFiles(inner)) yield change(wrong);
  }
  if (!Array.isArray(value)) yield { ...value, 'Wrong Word': 1 };
}

/** The same of one place alone. */
export function* wrongPlaces(value: object, path: readonly string[]): Generator<unknown> {
  const [key, ...rest] = path;
  const inner = (value as Record<string, unknown>)[key!];
  const wrongs = rest.length > 0 ? wrongPlaces(inner as object, rest) : wrongFiles(inner);
  for (const wrong of wrongs) yield { ...value, [key!]: wrong };
}

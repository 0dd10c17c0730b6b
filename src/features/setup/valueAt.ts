/** A field of a spec by its dotted path; `undefined` where there is none. */
export function valueAt(spec: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      spec,
    );
}

/** A record of the database as JSON, for one that cannot be used. */
export function recordFile(record: unknown): Blob {
  const plain = (_: string, value: unknown) =>
    value instanceof Float64Array ? Array.from(value, String) : value;
  return new Blob([JSON.stringify(record, plain)], { type: 'application/json' });
}

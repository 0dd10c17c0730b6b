import type { Table } from 'dexie';

/** What the database gives back is not what was written. */
export class NotAsWritten extends Error {
  override readonly name = 'NotAsWritten';
  constructor(table: string) {
    super(`the browser's database gave back other ${table} than were written`);
  }
}

/**
 * Writes records, reads them back and compares, inside the open transaction: if one differs, the transaction is given up, and what
 * was stored before stays.
 * @throws NotAsWritten (rejects)
 */
export async function putChecked<T, K>(table: Table<T, K>, records: readonly T[]): Promise<void> {
  const keys = (await table.bulkPut([...records], undefined, { allKeys: true })) as K[];
  const stored = await table.bulkGet(keys);
  if (!records.every((record, i) => isEqual(record, stored[i]))) throw new NotAsWritten(table.name);
}

/** Whether two values of plain objects, lists, numbers and texts agree in everything, to the bit. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Float64Array) return b instanceof Float64Array && sameNumbers(a, b);
  const [one, other] = [a, b] as Record<string, unknown>[];
  const keys = Object.keys(one!);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(other!).length &&
    keys.every((key) => Object.hasOwn(other!, key) && isEqual(one![key], other![key]))
  );
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/**
 * A hash of numbers by which a later reader knows whether a disk changed a bit of them: each word changes it, as the steps of FNV-1a
 * (Fowler, Noll and Vo) are one-to-one in the word and in the hash so far.
 */
export function numbersHash(arrays: readonly Float64Array[]): string {
  let hash = 0x811c9dc5;
  let count = 0;
  for (const { buffer, byteOffset, length } of arrays) {
    const words = new Uint32Array(buffer, byteOffset, 2 * length);
    for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
    count += length;
  }
  return `${count}-${(hash >>> 0).toString(16)}`;
}

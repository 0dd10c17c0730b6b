import { contentOf, fetchContent } from '../data/tables/contents';

/** Finds the hashes by which a value, at any depth, refers to stored texts; binary data are not looked at. */
export function hashesIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return found;
  for (const [key, part] of Object.entries(value)) {
    if (key === 'hash' && typeof part === 'string') found.add(part);
    else hashesIn(part, found);
  }
  return found;
}

/**
 * A study, a sweep or anything else that leaves the page, with the texts in place of the hashes. A text that is stored
 * nowhere leaves its hash as it is.
 */
export async function withStoredContent<T>(value: T): Promise<T> {
  const hashes = hashesIn(value);
  if (hashes.size === 0) return value;
  for (const hash of hashes) await fetchContent(hash);
  return filled(value) as T;
}

function filled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(filled);
  const entries = Object.entries(value).map(([key, part]) => {
    const text = key === 'hash' && typeof part === 'string' ? contentOf(part) : undefined;
    // A part of an IDX set has a name, a table has a file.
    return text === undefined ? [key, filled(part)] : ['name' in value ? 'base64' : 'text', text];
  });
  return Object.fromEntries(entries);
}

import { contentOf, fetchContent } from '../data/tables/contents';
import { keptContent, keptFile } from '../data/tables/keptContent';

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

/** The other way round: an experiment, a study, a sweep or anything else that comes in, with the content of large files stored by hash. */
export async function withKeptTexts<T>(value: T): Promise<T> {
  return (await kept(value)) as T;
}

async function kept(value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || isNumbers(value))
    return value;
  if (Array.isArray(value)) return Promise.all(value.map(kept));
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, part]) => [key, await kept(part)] as const),
  );
  const whole = Object.fromEntries(entries) as Record<string, unknown> & { images: File; labels: File };
  if (whole.kind === 'idx') {
    return { ...whole, images: await keptFile(whole.images), labels: await keptFile(whole.labels) };
  }
  if (whole.kind !== 'table') return whole;
  return {
    ...(await keptPart(whole as { text?: string })),
    ...(whole.test ? { test: await keptPart(whole.test as object) } : {}),
  };
}

type File = Parameters<typeof keptFile>[0];

/** Whether a list holds data, and so no table; it can have millions of items. */
const isNumbers = (value: object): boolean =>
  Array.isArray(value) && (typeof value[0] === 'number' || (Array.isArray(value[0]) && isNumbers(value[0])));

async function keptPart<P extends { readonly text?: string | undefined }>(part: P): Promise<object> {
  const { text, ...rest } = part;
  return text === undefined ? part : { ...rest, ...(await keptContent(text, 'text')) };
}

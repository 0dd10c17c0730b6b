import { hash32 } from '../../random/random';

/** The texts of the user's own tables that experiments refer to by hash: in memory here, and stored in the browser's database. */

type Source = (hash: string) => Promise<string | undefined>;

const held = new Map<string, string>();

/** The browser's database, if there is one, on the page and in its workers. */
let source: Source = async (hash) => {
  if (!globalThis.indexedDB) return undefined;
  return (await import('./contentStore')).storedContent(hash);
};

/** Sets the store from which missing texts are loaded. */
export function setContentSource(fetch: Source): void {
  source = fetch;
}

/** Adds a text to memory, so that it need not be loaded. */
export function holdContent(hash: string, text: string): void {
  held.set(hash, text);
}

/** Returns a text that is in memory. */
export const contentOf = (hash: string): string | undefined => held.get(hash);

/** Loads a text if it is not in memory. */
export async function fetchContent(hash: string): Promise<void> {
  if (held.has(hash)) return;
  const text = await source(hash);
  if (text !== undefined) held.set(hash, text);
}

/** The longest table text, in characters, that an experiment contains itself; a link can hold about as many. */
export const mostInline = 100_000;

/** A hash of a text: its length and 64 bits mixed from all characters. */
export function contentHash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
  }
  const word = (value: number, n: number) => hash32(value, n, text.length).toString(16).padStart(8, '0');
  return `${text.length.toString(36)}-${word(a, 1)}${word(b, 2)}`;
}

/** Stores a large text by its hash; a small text is put into the experiment itself. */
export async function keptContent(
  text: string,
): Promise<{ readonly text: string } | { readonly hash: string }> {
  if (text.length <= mostInline) return { text };
  const hash = contentHash(text);
  holdContent(hash, text);
  const { storeContent } = await import('./contentStore');
  await storeContent(hash, text);
  return { hash };
}

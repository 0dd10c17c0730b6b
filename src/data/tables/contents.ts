/**
 * The texts of the user's own tables, and of IDX files in base64, that experiments refer to by hash: in memory here, and stored in
 * the browser's database.
 */

import { openingPatience, withPatience } from '../../base/patience';

type Source = (hash: string) => Promise<string | undefined>;

const texts = new Map<string, string>();

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
export function addContent(hash: string, text: string): void {
  texts.set(hash, text);
}

/** Returns a text that is in memory. */
export const contentOf = (hash: string): string | undefined => texts.get(hash);

/** The hashes of all texts in memory. */
export const contentHashes = (): Iterable<string> => texts.keys();

/** Loads a text if it is not in memory. Storage that does not answer in time has none; its late answer is kept. */
export async function fetchContent(hash: string): Promise<void> {
  if (texts.has(hash)) return;
  const answer = source(hash).then((text) => {
    if (text !== undefined) texts.set(hash, text);
  });
  try {
    await withPatience(answer, openingPatience);
  } catch (error) {
    console.warn(`Gradient Lab could not load a file's text: ${String(error)}`);
  }
}

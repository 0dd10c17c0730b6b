import Dexie, { type EntityTable } from 'dexie';
import { contentHash } from './contentHash';

/** The browser database of the user's own files that are too large for an experiment, by hash. Workers read it too. */
interface StoredContent {
  readonly hash: string;
  readonly text: string;
}

type Base = Dexie & { contents: EntityTable<StoredContent, 'hash'> };

let base: Base | undefined;

function contents(): Base['contents'] {
  if (!base) {
    const opened = new Dexie('gradient-lab-contents') as Base;
    opened.version(1).stores({ contents: 'hash' });
    base = opened;
  }
  return base.contents;
}

/** Writes a text and reads it back. @throws Error (rejects) if the browser does not keep it, or gives back another */
export async function storeContent(hash: string, text: string): Promise<void> {
  await contents().put({ hash, text });
  if ((await contents().get(hash))?.text !== text) {
    await contents().delete(hash);
    throw new Error(`the browser's database gave back another text than was written under ${hash}`);
  }
}

/** A stored text; undefined if there is none, or the disk has changed it. */
export async function storedContent(hash: string): Promise<string | undefined> {
  const stored = await contents().get(hash);
  if (!stored) return undefined;
  const text: unknown = stored.text;
  if (typeof text === 'string' && contentHash(text) === hash) return text;
  console.warn(`Gradient Lab: the stored text ${hash} has changed since it was stored.`);
  return undefined;
}

/**
 * Deletes texts that nothing refers to any more. A text that is stored while `findNamed` looks is not touched.
 * @param findNamed finds the hashes that are still in use
 */
export async function removeOthers(findNamed: () => Promise<ReadonlySet<string>>): Promise<void> {
  const all = await contents().toCollection().primaryKeys();
  if (all.length === 0) return;
  const named = await findNamed();
  await contents().bulkDelete(all.filter((hash) => !named.has(hash)));
}

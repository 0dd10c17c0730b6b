import Dexie, { type EntityTable } from 'dexie';

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

export const storeContent = async (hash: string, text: string): Promise<void> => {
  await contents().put({ hash, text });
};

export const storedContent = async (hash: string): Promise<string | undefined> =>
  (await contents().get(hash))?.text;

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

import Dexie, { type EntityTable } from 'dexie';

/** Own tables that are too large to stand in an experiment, in the browser's database by their hash; workers read it, too. */
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

/** Removes what no experiment names any more. @param named the hashes that are named somewhere */
export async function removeOthers(named: ReadonlySet<string>): Promise<void> {
  const all = await contents().toCollection().primaryKeys();
  await contents().bulkDelete(all.filter((hash) => !named.has(hash)));
}

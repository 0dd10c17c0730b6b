import { removeOthers } from '../data/tables/contentStore';
import { contentHashes } from '../data/tables/contents';
import { hashesIn } from '../schema/storedContent';
import { type Database, database } from './database';

/** The lock that every open page shares; a page that can have it alone is the only one. */
const lockName = 'gradient-lab.contents';

/**
 * Deletes the texts of own tables that nothing refers to any more, once per opening of the page. Undo stacks of other pages
 * are in their memory alone, so nothing is deleted while another page is open.
 */
export async function cleanContents(): Promise<void> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return;
  await locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (lock) await removeOthers(() => namedHashes());
  });
  // Held until the page is closed.
  void locks.request(lockName, { mode: 'shared' }, () => new Promise(() => {}));
}

/** Every hash that something kept here refers to: the page's memory, its settings and drafts, the library, sweeps and rooms. */
export async function namedHashes(
  base: Database = database,
  storage: Storage | undefined = globalThis.localStorage,
): Promise<ReadonlySet<string>> {
  const named = new Set<string>(contentHashes());
  for (let i = 0; i < (storage?.length ?? 0); i++) {
    const text = storage!.getItem(storage!.key(i)!) ?? '';
    if (text.includes('"hash"')) hashesIn(parsed(text), named);
  }
  for (const table of [base.runs, base.sweeps, base.rooms]) {
    await table.each((record: unknown) => {
      hashesIn(record, named);
    });
  }
  return named;
}

/** What a stored text says; texts of others need not be JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Array.from(text.matchAll(/"hash":"([^"]+)"/g), ([, hash]) => ({ hash }));
  }
}

import { create } from 'zustand';
import { Problem } from '../base/problem';
import { type Database, database, type StoredNumbers, type StoredRun } from './database';
import { History } from './history';
import { packLibrary, unpackLibrary } from './libraryFile';
import { madeWhole, setApart } from './ownData';
import { asToday } from './storedFrames';

/** The texts of a stored run that the user may change. */
export type Label = Pick<StoredRun, 'name' | 'tags' | 'note' | 'pinned'>;

export interface Library {
  /** Why runs are not stored, if so: the storage is full, or the browser provides none. */
  readonly lost: 'full' | 'blocked' | undefined;
  /**
   * Bytes used, bytes allowed by the browser, and whether the browser has promised to delete nothing when the disk is full;
   * undefined if the browser does not report them.
   */
  readonly quota: { readonly used: number; readonly allowed: number; readonly lasting: boolean } | undefined;
  /** The runs deleted last, for undo. */
  readonly deleted: readonly { readonly run: StoredRun; readonly numbers: StoredNumbers | undefined }[];
  readonly problem: Problem | undefined;
  /** The result of an import. */
  readonly imported: number | undefined;
  /** Writes a run and its numbers. The user's texts for the run remain. @returns whether the run is stored */
  save(run: StoredRun, numbers: StoredNumbers): Promise<boolean>;
  relabel(id: string, label: Partial<Label>): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  undo(): Promise<void>;
  /** A listed run with the content of the user's own files. */
  whole(run: StoredRun): Promise<StoredRun>;
  numbersOf(id: string): Promise<StoredNumbers | undefined>;
  /** All runs as one zip file. */
  exportAll(): Promise<Blob>;
  /** Imports a zip file's runs. A run that exists here already does not change. */
  importAll(file: Blob, name: string): Promise<void>;
  measureQuota(): Promise<void>;
  dismiss(): void;
}

/** The store of the run library. */
export function createLibrary(base: Database = database) {
  return create<Library>((set, get) => {
    const lose = (error: unknown) => {
      const full = error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
      console.warn(`Gradient Lab keeps no runs here: ${String(error)}`);
      set({ lost: full ? 'full' : 'blocked' });
    };
    /** Runs an operation on the database. If it fails, the store reports the failure and continues. */
    const attempt = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
      try {
        const result = await act();
        if (get().lost) set({ lost: undefined });
        return result;
      } catch (error) {
        if (error instanceof Problem) set({ problem: error });
        else lose(error);
        return undefined;
      }
    };
    const tables = [base.runs, base.numbers, base.ownData];
    const put = async (runs: readonly StoredRun[]) => {
      const parts = runs.map(setApart);
      await base.runs.bulkPut(parts.map(({ run }) => run));
      await base.ownData.bulkPut(parts.flatMap(({ own }) => (own ? [own] : [])));
    };
    return {
      lost: undefined,
      quota: undefined,
      deleted: [],
      problem: undefined,
      imported: undefined,
      async save(run, numbers) {
        const kept = await attempt(() =>
          base.transaction('rw', tables, async () => {
            const before = await base.runs.get(run.id);
            const label = before && {
              // A run that the user renamed here keeps that name.
              name: before.name === before.spec.name ? run.name : before.name,
              tags: before.tags,
              note: before.note,
              pinned: before.pinned,
              created: before.created,
            };
            const { run: listed, own } = setApart(run);
            await base.runs.put({ ...listed, ...label });
            // A run's data never change, because other data start another run.
            const known = own && (await base.ownData.where('id').equals(own.id).count()) > 0;
            if (own && !known) await base.ownData.put(own);
            await base.numbers.put(numbers);
            return true;
          }),
        );
        return kept === true;
      },
      async relabel(id, label) {
        await attempt(() => base.runs.update(id, label));
      },
      async remove(ids) {
        await attempt(() =>
          base.transaction('rw', tables, async () => {
            const listed = (await base.runs.bulkGet([...ids])).filter((run) => run !== undefined);
            const runs = await Promise.all(listed.map((run) => madeWhole(run, base)));
            const numbers = await base.numbers.bulkGet(runs.map(({ id }) => id));
            await base.runs.bulkDelete([...ids]);
            await base.numbers.bulkDelete([...ids]);
            await base.ownData.bulkDelete([...ids]);
            set({ deleted: runs.map((run, i) => ({ run, numbers: numbers[i] })) });
          }),
        );
        void get().measureQuota();
      },
      async undo() {
        const { deleted } = get();
        await attempt(() =>
          base.transaction('rw', tables, async () => {
            await put(deleted.map(({ run }) => run));
            await base.numbers.bulkPut(deleted.flatMap(({ numbers }) => (numbers ? [numbers] : [])));
            set({ deleted: [] });
          }),
        );
      },
      whole: async (run) => (await attempt(() => madeWhole(run, base))) ?? run,
      numbersOf: (id) =>
        attempt(async () => {
          const [run, numbers] = [await base.runs.get(id), await base.numbers.get(id)];
          return run && numbers && asToday(numbers, run.spec);
        }),
      async exportAll() {
        const listed = await base.runs.orderBy('updated').toArray();
        const runs = await Promise.all(listed.map((run) => madeWhole(run, base)));
        const numbers = await base.numbers.bulkGet(runs.map(({ id }) => id));
        return packLibrary(runs.flatMap((run, i) => (numbers[i] ? [{ run, numbers: numbers[i] }] : [])));
      },
      async importAll(file, name) {
        set({ problem: undefined, imported: undefined });
        await attempt(async () => {
          const found = unpackLibrary(new Uint8Array(await file.arrayBuffer()), name);
          const here = new Set(await base.runs.toCollection().primaryKeys());
          const fresh = found.filter(({ run }) => !here.has(run.id));
          await base.transaction('rw', tables, async () => {
            await put(fresh.map(({ run }) => run));
            await base.numbers.bulkPut(fresh.map(({ numbers }) => numbers));
          });
          set({ imported: fresh.length });
        });
        void get().measureQuota();
      },
      async measureQuota() {
        const storage = globalThis.navigator?.storage;
        const { usage, quota } = (await storage?.estimate?.()) ?? {};
        if (usage === undefined || quota === undefined) return;
        const lasting = (await storage.persist?.()) ?? false;
        set({ quota: { used: usage, allowed: quota, lasting } });
      },
      dismiss: () => set({ problem: undefined, deleted: [], imported: undefined }),
    };
  });
}

export const useLibrary = createLibrary();

/** The recorded steps of a stored run. */
export function historyOf({ frames, layers }: StoredNumbers): History {
  const history = new History(layers);
  history.append(frames, frames.length / history.frameLength);
  return history;
}

import { create } from 'zustand';
import { NoAnswer, withPatience } from '../base/patience';
import { coded, Problem, say } from '../base/problem';
import { megabytes } from '../data/sets/limits';
import { putNumbers, putRuns, readable, wholeOf } from './bringRun';
import { type Database, database, type StoredNumbers, type StoredRun } from './database';
import { History } from './history';
import { libraryPacker } from './libraryFile';
import { madeWhole, putTogether, setApart } from './ownData';
import { NotAsWritten, putChecked } from './readBack';
import { noReading, useReading } from './reading';
import { type LibraryReading, readLibrary } from './readLibrary';
import { recordFile } from './recordFile';
import { type BadRecord, parseStoredNumbers, parseStoredRun, sortRecords } from './storedRecord';

/** The texts of a stored run that the user may change. */
export type Label = Pick<StoredRun, 'name' | 'tags' | 'note' | 'pinned'>;

/** What came of the runs in a library file. */
export interface ImportOutcome {
  readonly added: number;
  /** Runs that differ from the run of the same origin here. They are kept beside it. */
  readonly beside: number;
  /** Runs that are here already. */
  readonly known: number;
  /** Runs that cannot be used, each with its fault. */
  readonly refused: readonly Problem[];
}

/** What came of an export of all runs. */
export interface ExportOutcome {
  /** Runs in library files, and how many files these are. */
  readonly runs: number;
  readonly files: number;
  /** The names of runs that no library file takes, which are in a file of their own as they are stored. */
  readonly apart: readonly string[];
  /** The names of runs that are in no file. */
  readonly missing: readonly string[];
}

/** The file of an export that holds what no library file takes. */
export const apartFile = 'gradient-lab.damaged-runs.json';

/** The share of the allowed bytes from which an export is offered. */
const nearlyAll = 0.8;

/** Numbers of more bytes are read back only once their run has ended. */
const readBackLimit = 2 ** 24;

/** The largest library file in bytes. */
const largestFile = 2 ** 29;

export interface Library {
  /**
   * Why runs are not stored, if so: the storage is full, the browser provides none, it does not answer, or it gives back something
   * other than what was written.
   */
  readonly lost: 'full' | 'blocked' | 'silent' | 'altered' | undefined;
  /**
   * Bytes used, bytes allowed by the browser, and whether the browser has promised to delete nothing when the disk is full;
   * undefined if the browser does not report them.
   */
  readonly quota: { readonly used: number; readonly allowed: number; readonly lasting: boolean } | undefined;
  /** The runs deleted last, for undo. */
  readonly deleted: readonly { readonly run: StoredRun; readonly numbers: StoredNumbers | undefined }[];
  readonly problem: Problem | undefined;
  /** The result of an import. */
  readonly imported: ImportOutcome | undefined;
  /**
   * Writes a run and its numbers, and reads them back. The user's texts for the run remain.
   * @returns whether the run is stored as it is; if not, what was stored of it before remains
   */
  save(run: StoredRun, numbers: StoredNumbers): Promise<boolean>;
  relabel(id: string, label: Partial<Label>): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  undo(): Promise<void>;
  /** All stored runs, and the records that cannot be used. Everything is checked against the schema. */
  list(): Promise<{ readonly runs: readonly StoredRun[]; readonly bad: readonly BadRecord[] }>;
  /** A stored run by its id; undefined if there is none that can be used. */
  find(id: string): Promise<StoredRun | undefined>;
  /** Everything that is stored under a key, as JSON, for a record that cannot be used. */
  exportRecord(key: string): Promise<Blob | undefined>;
  /** A listed run with the content of the user's own files. */
  whole(run: StoredRun): Promise<StoredRun>;
  numbersOf(id: string): Promise<StoredNumbers | undefined>;
  /** The result of the last export of all runs. */
  readonly exported: ExportOutcome | undefined;
  /**
   * Exports all runs as zip files that can be imported again, and what cannot be imported as JSON beside them. Only one file's runs
   * are in memory at a time.
   * @param save gets each file by its name
   * @param most the bytes of runs in a file, if not the usual ones
   */
  exportAll(save: (name: string, content: Blob) => void, most?: number): Promise<void>;
  /** Imports a zip file's runs. Nothing here is overwritten: a run that differs from the one here is kept beside it. */
  importAll(file: Blob, name: string): Promise<void>;
  measureQuota(): Promise<void>;
  /** Asks the browser once to delete nothing when the disk is full. */
  askToLast(): Promise<void>;
  dismiss(): void;
}

/** The store of the run library. */
export function createLibrary(base: Database = database) {
  return create<Library>((set, get) => {
    const lose = (error: unknown) => {
      const full = error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
      console.warn(`Gradient Lab keeps no runs here: ${String(error)}`);
      // A worker's error is known by its name alone.
      const isAltered = error instanceof NotAsWritten || /NotAsWritten/.test(String(error));
      set({ lost: isAltered ? 'altered' : full ? 'full' : 'blocked' });
    };
    /**
     * Runs an operation on the database. If it fails, the store reports the failure and continues.
     * @param isLong whether it may take longer than a storage that answers does
     */
    const attempt = async <T>(act: () => Promise<T>, isLong = false): Promise<T | undefined> => {
      const answer = act();
      // The operation goes on: a late answer is told too.
      if (!isLong) {
        withPatience(answer).catch((error: unknown) => {
          if (error instanceof NoAnswer) set({ lost: 'silent' });
        });
      }
      try {
        const result = await answer;
        if (get().lost) set({ lost: undefined });
        return result;
      } catch (error) {
        if (error instanceof Problem) set({ problem: error });
        else lose(error);
        return undefined;
      }
    };
    let asked = false;
    const tables = [base.runs, base.numbers, base.ownData];
    /** Everything that is stored under a key, as JSON. */
    const recordOf = async (key: string): Promise<Blob> => {
      const [run, numbers, own] = await Promise.all([
        base.runs.get(key),
        base.numbers.get(key),
        base.ownData.get(key),
      ]);
      return recordFile({ run, numbers, own });
    };
    return {
      lost: undefined,
      quota: undefined,
      deleted: [],
      problem: undefined,
      imported: undefined,
      exported: undefined,
      async save(run, numbers) {
        const kept = await attempt(() =>
          base.transaction('rw', tables, async () => {
            const stored = await base.runs.get(run.id);
            const before = stored && (await readable(async () => parseStoredRun(stored)));
            const label = before && {
              // A run that the user renamed here keeps that name.
              name: before.name === before.spec.name ? run.name : before.name,
              tags: before.tags,
              note: before.note,
              pinned: before.pinned,
              created: before.created,
            };
            const { run: listed, own } = setApart(run);
            await putChecked(base.runs, [{ ...listed, ...label }]);
            // A run's data never change, because other data start another run.
            const known = own && (await base.ownData.where('id').equals(own.id).count()) > 0;
            if (own && !known) await putChecked(base.ownData, [own]);
            // Every two seconds that would hold the page up; the hash is checked when they are read.
            await putNumbers(base, numbers, run.end !== 'running' || run.bytes < readBackLimit);
            return true;
          }),
        );
        if (kept) void get().askToLast();
        if (kept && run.end !== 'running') void get().measureQuota();
        return kept === true;
      },
      async list() {
        return (await attempt(async () => sortRecords(await base.runs.toArray()))) ?? { runs: [], bad: [] };
      },
      find: (id) =>
        attempt(async () => {
          const run = await base.runs.get(id);
          return run && parseStoredRun(run);
        }),
      exportRecord: (key) => attempt(() => recordOf(key)),
      async relabel(id, label) {
        await attempt(() => base.runs.update(id, label));
      },
      async remove(ids) {
        await attempt(() =>
          base.transaction('rw', tables, async () => {
            const listed = (await base.runs.bulkGet([...ids])).filter((run) => run !== undefined);
            // A record that cannot be used is deleted too, and brought back as it was.
            const runs = await Promise.all(listed.map((run) => putTogether(run, base)));
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
            await putRuns(
              base,
              deleted.map(({ run }) => run),
            );
            await putChecked(
              base.numbers,
              deleted.flatMap(({ numbers }) => (numbers ? [numbers] : [])),
            );
            set({ deleted: [] });
          }),
        );
      },
      whole: async (run) => (await attempt(() => madeWhole(run, base))) ?? run,
      numbersOf: (id) =>
        attempt(async () => {
          const [run, numbers] = [await base.runs.get(id), await base.numbers.get(id)];
          return run && numbers && parseStoredNumbers(numbers, parseStoredRun(run).spec);
        }),
      async exportAll(save, most) {
        set({ problem: undefined, exported: undefined });
        const [apart, missing]: [string[], string[]] = [[], []];
        const records: Blob[] = [];
        let [count, files] = [0, 0];
        try {
          const packer = libraryPacker((zip) => {
            files++;
            save(`gradient-lab.library${files > 1 ? `-${files}` : ''}.zip`, zip);
          }, most);
          const { runs, bad } = sortRecords(await base.runs.toArray());
          const putApart = async (key: string, name: string) => {
            const record = await recordOf(key).catch(() => undefined);
            if (record === undefined) missing.push(name);
            else {
              records.push(record);
              apart.push(name);
            }
          };
          for (const run of runs.toSorted((a, b) => a.updated - b.updated)) {
            // Whatever is wrong with one run, the others go out.
            const one = await wholeOf(base, run).catch(() => undefined);
            if (one && packer.add(one)) count++;
            else await putApart(run.id, run.name);
          }
          for (const { key, name } of bad) await putApart(key, name ?? String(key));
          packer.finish();
          // Joined by the browser: all of them may be longer than a text can be.
          const list = records.flatMap((record, i) => [i === 0 ? '[' : ',\n', record]);
          if (apart.length > 0) save(apartFile, new Blob([...list, ']\n'], { type: 'application/json' }));
          set({ exported: { runs: count, files, apart, missing } });
        } catch (error) {
          set({ problem: notExported(error, count) });
        }
      },
      async importAll(file, name) {
        set({ problem: undefined, imported: undefined });
        const counts = { added: 0, beside: 0, known: 0 };
        const refused: Problem[] = [];
        // Another file takes the place of one that is still being read.
        useReading.getState().cancel();
        let cancelled = false;
        let reading: LibraryReading | undefined;
        const cancel = () => {
          cancelled = true;
          reading?.end();
        };
        useReading.setState({ file: name, parts: undefined, cancel });
        const done = await attempt(async () => {
          if (file.size > largestFile) throw tooLarge(file, name);
          reading = await readLibrary(file, name, base);
          const { runs, isOver } = reading;
          for (const [read, run] of runs.entries()) {
            useReading.setState({ file: name, parts: { read, count: runs.length }, cancel });
            if (cancelled || isOver()) break;
            // One run at a time, so that the page answers in between and only one run takes memory.
            const faults: Problem[] = [];
            const brought = await readable(() => run.bring(), faults);
            if (cancelled && !brought) break;
            refused.push(...faults);
            if (brought) counts[brought]++;
          }
          return true;
        }, true);
        reading?.end();
        if (useReading.getState().cancel === cancel) useReading.setState(noReading);
        if (done || counts.added + counts.beside > 0) set({ imported: { ...counts, refused } });
        if (counts.added + counts.beside > 0) void get().askToLast();
        void get().measureQuota();
      },
      async measureQuota() {
        const storage = globalThis.navigator?.storage;
        const { usage, quota } = (await storage?.estimate?.()) ?? {};
        if (usage === undefined || quota === undefined) return;
        const lasting = (await storage.persisted?.()) ?? false;
        set({ quota: { used: usage, allowed: quota, lasting } });
      },
      async askToLast() {
        if (asked) return;
        asked = true;
        await globalThis.navigator?.storage?.persist?.();
        await get().measureQuota();
      },
      dismiss: () => set({ problem: undefined, deleted: [], imported: undefined, exported: undefined }),
    };
  });
}

const tooLarge = ({ size }: Blob, name: string) =>
  new Problem('tooLarge', {
    field: name,
    found: megabytes(size),
    allowed: say(megabytes(largestFile), megabytes(largestFile)),
  });

const notExported = (error: unknown, runs: number) =>
  error instanceof Problem
    ? error
    : new Problem('mismatch', {
        field: say('Export all', '全部导出'),
        found: coded(
          `it ended after ${runs} runs (${String(error)})`,
          say(`it ended after ${runs} runs`, `在 ${runs} 次运行之后中断`),
        ),
        allowed: say(
          'it once more after closing other tabs, or delete large runs first',
          '先关闭其他标签页，或删除较大的运行，再导出一次',
        ),
      });

/** Whether little of the storage that the browser allows is left. */
export const isNearlyFull = ({ quota }: Pick<Library, 'quota'>): boolean =>
  quota !== undefined && quota.used > nearlyAll * quota.allowed;

export const useLibrary = createLibrary();

/** The recorded steps of a stored run. */
export function historyOf({ frames, layers }: StoredNumbers): History {
  const history = new History(layers);
  history.append(frames, frames.length / history.frameLength);
  return history;
}

import { strFromU8, strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { joinedNumbers } from '../base/joined';
import { list } from '../base/list';
import { coded, inFile, Problem, say } from '../base/problem';
import { contentHash } from '../data/tables/contentHash';
import { openZip } from '../data/tables/zip';
import { formatOf } from '../schema/link';
import { parseParts } from '../schema/parse';
import type { StoredNumbers, StoredRun } from './database';
import { parseStoredNumbers, parseStoredRun } from './storedRecord';

/**
 * The library as a zip file. Each run has a folder with its description as JSON and its numbers unchanged, in 64-bit floating
 * point.
 */

export interface StoredWhole {
  readonly run: StoredRun;
  readonly numbers: StoredNumbers;
}

const version = 1;

const sameBytes = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

const textOf = ({ run, numbers }: StoredWhole): string => {
  const { checkpoint, frames: _, id: __, ...rest } = numbers;
  const { id: ___, ...described } = run;
  return JSON.stringify({ described, rest, state: checkpoint && { ...checkpoint, arrays: [] } });
};

/** Whether two stored runs agree in everything, their ids aside. */
export function isSame(a: StoredWhole, b: StoredWhole): boolean {
  const [before, now] = [a, b].map(({ numbers }) => [numbers.frames, ...(numbers.checkpoint?.arrays ?? [])]);
  if (textOf(a) !== textOf(b) || before!.length !== now!.length) return false;
  return before!.every((array, i) => sameBytes(array, now![i]!));
}

/** A short text that differs where stored runs differ. */
export function fingerprint(whole: StoredWhole): string {
  const { frames, checkpoint } = whole.numbers;
  const arrays = [frames, ...(checkpoint?.arrays ?? [])];
  const latin = new TextDecoder('latin1');
  return contentHash([textOf(whole), ...arrays.map((array) => latin.decode(bytesOf(array)))].join('|'));
}

const bytesOf = (numbers: Float64Array) =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).slice();

/** The largest sizes in bytes after inflation: of a run's description, of its frames, of a run as it is exported, and of all runs together. */
const limits = { description: 64 * 2 ** 20, frames: 64 * 2 ** 20, run: 2 ** 28, all: 2 ** 30 } as const;

/** A file takes runs of so many bytes, and so many runs: far less than it may hold, as the page holds them twice meanwhile. */
const packed = { bytes: 2 ** 27, runs: 1000 } as const;

type Files = Record<string, Uint8Array>;

/** The files of a run. */
function filesOf({ run, numbers }: StoredWhole): Files {
  const { checkpoint, frames, ...rest } = numbers;
  const state = checkpoint && { ...checkpoint, arrays: checkpoint.arrays.map(({ length }) => length) };
  const files: Files = {
    [`${run.id}/run.json`]: strToU8(JSON.stringify({ run, numbers: { ...rest, checkpoint: state } })),
    [`${run.id}/frames.f64`]: bytesOf(frames),
  };
  if (!checkpoint) return files;
  return { ...files, [`${run.id}/state.f64`]: bytesOf(joinedNumbers(checkpoint.arrays)) };
}

const zipOf = (ids: readonly string[], files: Files): Blob => {
  const list = strToU8(JSON.stringify({ format: 'gradient-lab/library', version, runs: ids }));
  return new Blob([zipSync({ 'library.json': list, ...files })], { type: 'application/zip' });
};

/** Runs as one library file. */
export const packLibrary = (runs: readonly StoredWhole[]): Blob =>
  zipOf(
    runs.map(({ run }) => run.id),
    Object.assign({}, ...runs.map(filesOf)),
  );

/**
 * Packs runs, given one after another, into as many library files as it takes for `openLibrary` to accept each.
 * @param emit gets each file as soon as it is full
 * @param most the bytes of runs in a file
 */
export function libraryPacker(emit: (zip: Blob) => void, most: number = packed.bytes) {
  let [ids, files, size]: [string[], Files, number] = [[], {}, 0];
  const finish = () => {
    if (ids.length > 0) emit(zipOf(ids, files));
    [ids, files, size] = [[], {}, 0];
  };
  return {
    /** @returns whether the run fits into a library file at all; if not, it is in none */
    add(whole: StoredWhole): boolean {
      const own = filesOf(whole);
      const { id } = whole.run;
      const bytes = Object.values(own).reduce((sum, { length }) => sum + length, 0);
      const fits =
        own[`${id}/run.json`]!.length <= limits.description &&
        own[`${id}/frames.f64`]!.length <= limits.frames &&
        bytes <= limits.run;
      if (!fits) return false;
      if (size + bytes > most || ids.length === packed.runs) finish();
      ids.push(id);
      Object.assign(files, own);
      size += bytes;
      return true;
    },
    /** Emits what is left. */
    finish,
  };
}

const listSchema = z.object({
  format: z.literal('gradient-lab/library'),
  version: z.unknown(),
  runs: list(z.string().min(1).max(200), { max: 10_000 }),
});

/** What `run.json` says of the arrays in `state.f64`. */
const stateSchema = z.object({
  numbers: z.object({
    checkpoint: z.object({ arrays: list(z.int().min(0), { max: 10_000 }) }).optional(),
  }),
});

/** A run in a library file. Nothing of it is inflated before it is read. */
export interface PackedRun {
  readonly id: string;
  /** @throws Problem (rejects) naming the run and its field */
  read(): Promise<StoredWhole>;
}

/**
 * Opens a library file.
 * @throws Problem if it is no library, or one of another version
 */
export async function openLibrary(bytes: Uint8Array, name: string): Promise<readonly PackedRun[]> {
  const files = openZip(bytes, name);
  let left: number = limits.all;
  const read = async (path: string, limit: number): Promise<Uint8Array<ArrayBuffer>> => {
    const file = files.get(path);
    if (!file) throw damaged(name, path);
    const content = await file.read(Math.min(limit, left));
    left -= content.length;
    return content;
  };
  const json = async (path: string): Promise<unknown> => {
    try {
      return JSON.parse(strFromU8(await read(path, limits.description)));
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw damaged(name, path);
    }
  };
  const numbers = async (path: string, limit: number): Promise<Float64Array<ArrayBuffer>> => {
    const content = await read(path, limit);
    if (content.byteLength % 8 !== 0) throw damaged(name, path);
    return new Float64Array(content.buffer);
  };
  const readRun = async (id: string): Promise<StoredWhole> => {
    const file = await json(`${id}/run.json`);
    const within = <T>(act: () => T) => inFile(`${name}/${id}`, act);
    const { checkpoint } = within(() =>
      parseParts(stateSchema, file, coded('run.json', say('Stored run', '存储的运行'))),
    ).numbers;
    const whole = file as { readonly run?: unknown; readonly numbers: { readonly checkpoint?: object } };
    const run = within(() => parseStoredRun(whole.run));
    const frames = await numbers(`${id}/frames.f64`, limits.frames);
    const stored = { ...whole.numbers, frames };
    if (checkpoint) {
      const length = checkpoint.arrays.reduce((sum, one) => sum + one, 0);
      const all = await numbers(`${id}/state.f64`, 8 * length);
      if (all.length !== length) throw damaged(name, `${id}/state.f64`);
      let at = 0;
      const arrays = checkpoint.arrays.map((size) => {
        at += size;
        return all.slice(at - size, at);
      });
      stored.checkpoint = { ...whole.numbers.checkpoint, arrays };
    }
    if (run.id !== id || (stored as { readonly id?: unknown }).id !== id)
      throw damaged(name, `${id}/run.json`);
    return { run, numbers: within(() => parseStoredNumbers(stored, run.spec)) };
  };
  const head = await json('library.json');
  if (formatOf(head) !== 'gradient-lab/library') throw damaged(name, 'library.json');
  const { version: found, runs } = inFile(name, () =>
    parseParts(listSchema, head, coded('library.json', say('List of runs', '运行列表'))),
  );
  if (found !== version) {
    throw new Problem('wrongVersion', { field: name, found: String(found), allowed: String(version) });
  }
  return runs.map((id) => ({ id, read: () => readRun(id) }));
}

/** All runs of a library file. @throws Problem the first fault */
export async function unpackLibrary(bytes: Uint8Array, name: string): Promise<StoredWhole[]> {
  const runs: StoredWhole[] = [];
  for (const run of await openLibrary(bytes, name)) runs.push(await run.read());
  return runs;
}

const damaged = (name: string, path: string) =>
  new Problem('mismatch', {
    field: name,
    found: say(`${path} is missing or damaged`, `${path} 缺失或已损坏`),
    allowed: say('a library as exported by Gradient Lab', '由 Gradient Lab 导出的运行记录'),
  });

import { strFromU8, strToU8, type Unzipped, unzipSync, zipSync } from 'fflate';
import { Problem, say } from '../base/problem';
import { hiddenLayers } from '../schema/experiment';
import { parseExperiment } from '../schema/parse';
import type { Checkpoint } from '../worker/protocol';
import type { StoredNumbers, StoredRun } from './database';
import { asToday, storedFrameLength } from './storedFrames';

/**
 * The library as a zip file. Each run has a folder with its description as JSON and its numbers unchanged, in 64-bit floating
 * point.
 */

export interface StoredWhole {
  readonly run: StoredRun;
  readonly numbers: StoredNumbers;
}

const version = 1;

const bytesOf = (numbers: Float64Array) =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).slice();

export function packLibrary(runs: readonly StoredWhole[]): Blob {
  const files: Record<string, Uint8Array> = {
    'library.json': strToU8(
      JSON.stringify({ format: 'gradient-lab/library', version, runs: runs.map(({ run }) => run.id) }),
    ),
  };
  for (const { run, numbers } of runs) {
    const { checkpoint, frames, ...rest } = numbers;
    const state = checkpoint && { ...checkpoint, arrays: checkpoint.arrays.map(({ length }) => length) };
    files[`${run.id}/run.json`] = strToU8(JSON.stringify({ run, numbers: { ...rest, checkpoint: state } }));
    files[`${run.id}/frames.f64`] = bytesOf(frames);
    if (!checkpoint) continue;
    const all = new Float64Array(checkpoint.arrays.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const array of checkpoint.arrays) {
      all.set(array, at);
      at += array.length;
    }
    files[`${run.id}/state.f64`] = bytesOf(all);
  }
  return new Blob([zipSync(files)], { type: 'application/zip' });
}

/** @throws Problem naming the file within the zip file */
export function unpackLibrary(bytes: Uint8Array, name: string): StoredWhole[] {
  let files: Unzipped;
  try {
    files = unzipSync(bytes);
  } catch {
    throw new Problem('mismatch', {
      field: name,
      found: say('not a zip file, or damaged', '不是 zip 文件或已损坏'),
      allowed: say('a library as exported by Gradient Lab', '由 Gradient Lab 导出的资料库'),
    });
  }
  const list = readJson(files, 'library.json', name) as {
    format?: unknown;
    version?: unknown;
    runs?: unknown;
  };
  if (list.format !== 'gradient-lab/library' || !Array.isArray(list.runs)) {
    throw damaged(name, 'library.json');
  }
  if (list.version !== version) {
    throw new Problem('wrongVersion', { field: name, found: String(list.version), allowed: String(version) });
  }
  return list.runs.map((id) => unpackRun(files, String(id), name));
}

const damaged = (name: string, path: string) =>
  new Problem('mismatch', {
    field: name,
    found: say(`${path} is missing or damaged`, `${path} 缺失或已损坏`),
    allowed: say('a library as exported by Gradient Lab', '由 Gradient Lab 导出的资料库'),
  });

function readJson(files: Unzipped, path: string, name: string): unknown {
  const file = files[path];
  if (!file) throw damaged(name, path);
  try {
    return JSON.parse(strFromU8(file));
  } catch {
    throw damaged(name, path);
  }
}

function readNumbers(files: Unzipped, path: string, name: string): Float64Array {
  const file = files[path];
  if (!file || file.byteLength % 8 !== 0) throw damaged(name, path);
  return new Float64Array(file.slice().buffer);
}

function unpackRun(files: Unzipped, id: string, name: string): StoredWhole {
  const path = `${id}/run.json`;
  const { run, numbers } = readJson(files, path, name) as {
    run: StoredRun;
    numbers: Omit<StoredNumbers, 'frames' | 'checkpoint'> & {
      checkpoint?: { step: number; position: number; arrays: number[] };
    };
  };
  const frames = readNumbers(files, `${id}/frames.f64`, name);
  const spec = parseExperiment(run?.spec);
  const layers = hiddenLayers(spec.network).length + 1;
  const listed = numbers?.quantities === undefined || Array.isArray(numbers.quantities);
  if (
    run.id !== id ||
    numbers?.layers !== layers ||
    !listed ||
    frames.length % storedFrameLength(numbers) !== 0
  ) {
    throw damaged(name, path);
  }
  const { checkpoint } = numbers;
  const whole = (state: Checkpoint | undefined) => ({
    run: { ...run, spec },
    numbers: asToday({ ...numbers, frames, checkpoint: state }, spec),
  });
  if (!checkpoint) return whole(undefined);
  const all = readNumbers(files, `${id}/state.f64`, name);
  let at = 0;
  const arrays = checkpoint.arrays.map((length) => {
    at += length;
    return all.slice(at - length, at);
  });
  if (at !== all.length) throw damaged(name, `${id}/state.f64`);
  return whole({ ...checkpoint, arrays });
}

import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { endQuantities, frameLength, layerQuantities } from '../../../src/engine/telemetry';
import { bringRun } from '../../../src/store/bringRun';
import { createDatabase, type Database } from '../../../src/store/database';
import { createLibrary } from '../../../src/store/library';
import { openLibrary, type PackedRun, packLibrary, type StoredWhole } from '../../../src/store/libraryFile';
import { useReading } from '../../../src/store/reading';
import type { StartWorker } from '../../../src/worker/connection';
import { asFault } from '../../../src/worker/fault';
import { small } from '../engine/specs';

const started = vi.hoisted(() => ({ start: undefined as StartWorker<'file'> | undefined }));
vi.mock('../../../src/worker/connection', () => ({
  starterOf: () => ((...both: Parameters<StartWorker<'file'>>) => started.start!(...both)) as unknown,
}));

afterEach(() => useReading.getState().cancel());

const spec = small();
const layers = spec.network.depth! + 1;
const whole = (id: string): StoredWhole => ({
  run: {
    ...{
      id,
      name: `Run ${id}`,
      spec,
      created: 1,
      updated: 2,
      step: 3,
      end: 'steps',
      pinned: false,
      tags: [],
    },
    ...{ note: '', loss: 0.25, accuracy: 1, losses: [1, 0.25], profile: [0.5, 1], bytes: 8 },
  },
  numbers: {
    ...{ id, layers, quantities: layerQuantities, ending: endQuantities, classification: true },
    frames: Float64Array.from({ length: 2 * frameLength(layers) }, (_, i) => Math.sin(i)),
    checkpoint: { step: 3, position: 1, arrays: [Float64Array.of(1, 2)] },
  },
});

/** A library file that is large enough for the worker. */
const large = (...runs: StoredWhole[]) => new Blob([new Uint8Array(2 ** 20), packLibrary(runs)]);

/** A worker that answers as the page's does, up to its death after some answers. */
function worker(answers = Number.POSITIVE_INFINITY) {
  const state = { ended: 0, asked: [] as string[] };
  let left = answers;
  started.start = (onReport, onCrash) => {
    let runs: readonly PackedRun[] = [];
    let base: Database | undefined;
    return {
      async send(command) {
        state.asked.push(command.kind);
        if (left-- <= 0) return onCrash('ended without a word');
        try {
          if (command.kind === 'library') {
            // The file of this test begins with zeros.
            const bytes = new Uint8Array(await command.file.slice(2 ** 20).arrayBuffer());
            base = createDatabase(command.database);
            runs = await openLibrary(bytes, command.name);
            onReport({ kind: 'library', ids: runs.map(({ id }) => id) });
          } else if (command.kind === 'run') {
            const brought = await bringRun(base!, await runs[command.index]!.read());
            onReport({ kind: 'run', brought });
          }
        } catch (error) {
          onReport({ kind: 'failed', fault: asFault(error) });
        }
      },
      end: () => void state.ended++,
    };
  };
  return state;
}

let opened = 0;
const fresh = () => createLibrary(createDatabase(`reading-${opened++}`));
const ids = async (library: ReturnType<typeof fresh>) =>
  (await library.getState().list()).runs.map(({ id }) => id).sort();

test('a large library is read in a worker, run by run, and the worker ends', async () => {
  const state = worker();
  const library = fresh();
  await library.getState().importAll(large(whole('a'), whole('b')), 'l.zip');
  expect(state.asked).toEqual(['library', 'run', 'run']);
  expect(state.ended).toBe(1);
  expect(library.getState().imported).toEqual({ added: 2, beside: 0, known: 0, refused: [] });
  expect(await library.getState().numbersOf('b')).toEqual(whole('b').numbers);
});

test('what is wrong with a run of it is told by name, and the others come in', async () => {
  worker();
  const library = fresh();
  const bad = { ...whole('b'), run: { ...whole('b').run, losses: null as never } };
  await library.getState().importAll(large(whole('a'), bad, whole('c')), 'l.zip');
  expect(await ids(library)).toEqual(['a', 'c']);
  expect(library.getState().imported!.refused.map(({ message }) => message)).toEqual([
    'l.zip/b.losses: found null; use a list of 0 to 10000 items, each a number.',
  ]);
});

test('a worker that the browser ends is told once, and what came before is kept', async () => {
  worker(2);
  const library = fresh();
  await library.getState().importAll(large(...['a', 'b', 'c', 'd'].map(whole)), 'l.zip');
  expect(await ids(library)).toEqual(['a']);
  const { refused } = library.getState().imported!;
  expect(refused).toHaveLength(1);
  expect(refused[0]!.message).toMatch(/^l\.zip: the browser ended the worker that read it/);
});

test('cancelled while a run is read it ends at once, and keeps what came before', async () => {
  const state = worker();
  const library = fresh();
  const { start } = started;
  let reported = 0;
  started.start = (onReport, onCrash) =>
    start!((report) => {
      // The second run is never reported.
      if (report.kind === 'run' && ++reported === 2) useReading.getState().cancel();
      else onReport(report);
    }, onCrash);
  await library.getState().importAll(large(whole('a'), whole('b'), whole('c')), 'l.zip');
  expect(state.ended).toBeGreaterThan(0);
  expect(await ids(library)).not.toContain('c');
  expect(library.getState().imported).toMatchObject({ added: 1, refused: [] });
});

test('a database that refuses the worker’s write is told as for the page’s own', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  for (const [name, lost] of [
    ['QuotaExceededError', 'full'],
    ['NotAsWritten', 'altered'],
    ['AbortError', 'blocked'],
  ]) {
    started.start = (onReport) => ({
      send: ({ kind }) =>
        onReport(
          kind === 'library'
            ? { kind, ids: ['a'] }
            : { kind: 'failed', fault: { kind: 'crash', message: `${name}: no` } },
        ),
      end: () => {},
    });
    const library = fresh();
    await library.getState().importAll(large(whole('a')), 'l.zip');
    expect(library.getState().lost).toBe(lost);
  }
});

test('where the browser starts no worker it is read all the same', async () => {
  started.start = (_, onCrash) => {
    queueMicrotask(() => onCrash('off', new Problem('noWorker', { found: 'off' })));
    return { send: () => {}, end: () => {} };
  };
  const library = fresh();
  // Numbers that cannot be packed make the file large.
  const frames = Float64Array.from({ length: 40 * frameLength(layers) }, (_, i) => Math.sin(i * i));
  const run = { ...whole('a'), numbers: { ...whole('a').numbers, frames } };
  await library.getState().importAll(packLibrary([run]), 'l.zip');
  expect(await ids(library)).toEqual(['a']);
});

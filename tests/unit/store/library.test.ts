import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { textFor } from '../../../src/base/problem';
import { endQuantities, frameLength, layerQuantities } from '../../../src/engine/telemetry';
import { createDatabase, type Database } from '../../../src/store/database';
import { createLibrary, isNearlyFull } from '../../../src/store/library';
import { libraryPacker, packLibrary, type StoredWhole, unpackLibrary } from '../../../src/store/libraryFile';
import { useReading } from '../../../src/store/reading';
import { small } from '../engine/specs';

const spec = small();
const layers = spec.network.depth! + 1;

const whole = (id: string, changes: Partial<StoredWhole['run']> = {}): StoredWhole => ({
  run: {
    id,
    name: `Run ${id}`,
    spec,
    created: 1,
    updated: 2,
    step: 3,
    end: 'steps',
    pinned: false,
    tags: [],
    note: '',
    loss: 0.25,
    accuracy: 1,
    losses: [1, 0.25],
    profile: [0.5, 1],
    bytes: 8,
    ...changes,
  },
  numbers: {
    id,
    frames: Float64Array.from({ length: 2 * frameLength(layers) }, (_, i) => i),
    layers,
    quantities: layerQuantities,
    ending: endQuantities,
    classification: true,
    checkpoint: { step: 3, position: 9, arrays: [Float64Array.of(1, 2)] },
  },
});

let opened = 0;
const fresh = () => {
  const base = createDatabase(`library-${opened++}`);
  return { base, library: createLibrary(base) };
};
const stored = async (base: Database) => (await base.runs.toArray()).map(({ id, note }) => ({ id, note }));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a stored record that cannot be used', () => {
  const damages: readonly (readonly [name: string, change: object, field: string])[] = [
    ['losses that are no list', { losses: null }, 'losses'],
    ['an end that is none', { end: 'exploded' }, 'end'],
    ['tags that are numbers', { tags: [1] }, 'tags.0'],
    ['no spec', { spec: null }, 'experiment'],
    ['a spec with another field', { spec: { ...spec, more: 1 } }, 'experiment'],
    ['a date that is none', { updated: Number.POSITIVE_INFINITY }, 'updated'],
  ];

  test.each(damages)('%s: is told with its field; the other run is listed', async (_, change, field) => {
    const { base, library } = fresh();
    const { run, numbers } = whole('good');
    expect(await library.getState().save(run, numbers)).toBe(true);
    await base.runs.put({ ...whole('bad').run, ...change } as never);
    const { runs, bad } = await library.getState().list();
    expect(runs.map(({ id }) => id)).toEqual(['good']);
    expect(bad).toMatchObject([{ key: 'bad', name: 'Run bad' }]);
    expect(textFor(bad[0]!.problem.values.field!, 'code')).toBe(field);
    for (const language of ['en', 'zh-CN'] as const) {
      expect(bad[0]!.problem.in(language)).not.toMatch(/undefined|\[object/);
    }
  });

  test('with data of its own that cannot be used is told, and deleted and brought back as it was', async () => {
    const { base, library } = fresh();
    const own = whole('a');
    await library.getState().save(own.run, own.numbers);
    await base.ownData.put({ id: 'a', data: { kind: 'csv', text: 7 } as never });
    expect(await library.getState().whole(own.run)).toEqual(own.run);
    expect(library.getState().problem!.values.field).toMatch(/^data/);
    await library.getState().remove(['a']);
    expect(await base.ownData.count()).toBe(0);
    await library.getState().undo();
    expect((await base.ownData.get('a'))!.data).toEqual({ kind: 'csv', text: 7 });
  });

  test('is not opened again as the run of the last visit, and that is told', async () => {
    const { base, library } = fresh();
    await base.runs.put({ ...whole('a').run, spec: null as never });
    expect(await library.getState().find('a')).toBeUndefined();
    expect(library.getState().problem).toBeDefined();
    expect(await library.getState().find('b')).toBeUndefined();
  });

  test('can be exported as it is, deleted, and brought back', async () => {
    const { base, library } = fresh();
    const bad = { ...whole('bad').run, spec: null, losses: 'none' } as never;
    await base.runs.put(bad);
    await base.numbers.put(whole('bad').numbers);
    const record = JSON.parse(await (await library.getState().exportRecord('bad'))!.text());
    expect(record.run).toEqual(bad);
    expect(record.numbers.frames.slice(0, 3)).toEqual(['0', '1', '2']);
    await library.getState().remove(['bad']);
    expect(await library.getState().list()).toEqual({ runs: [], bad: [] });
    await library.getState().undo();
    expect((await library.getState().list()).bad).toHaveLength(1);
    expect(library.getState().lost).toBeUndefined();
  });

  test('does not keep the others from being exported, nor the next run from being kept', async () => {
    const { base, library } = fresh();
    await base.runs.put({ ...whole('bad').run, spec: 7 } as never);
    await base.runs.put({ ...whole('same').run, spec: null } as never);
    const { run, numbers } = whole('same');
    expect(await library.getState().save(run, numbers)).toBe(true);
    const saved = await exported(library);
    expect(saved.map(([name]) => name)).toEqual([
      'gradient-lab.library.zip',
      'gradient-lab.damaged-runs.json',
    ]);
    expect((await runsIn(saved[0]![1])).map((one) => one.run.id)).toEqual(['same']);
    const apart = JSON.parse(await saved[1]![1].text());
    expect(apart.map(({ run }: { readonly run: unknown }) => run)).toEqual([
      { ...whole('bad').run, spec: 7 },
    ]);
  });

  test('numbers of another network are told, and the run still opens without them', async () => {
    const { base, library } = fresh();
    const { run, numbers } = whole('one');
    await library.getState().save(run, numbers);
    await base.numbers.put({ ...numbers, layers: 99 });
    expect(await library.getState().numbersOf('one')).toBeUndefined();
    expect(library.getState().problem!.message).toBe(
      `numbers.layers: 99; use ${layers} layers, as in its experiment.`,
    );
    expect(library.getState().lost).toBeUndefined();
  });
});

const exported = async (library: ReturnType<typeof createLibrary>, most?: number) => {
  const saved: (readonly [name: string, content: Blob])[] = [];
  await library.getState().exportAll((...file) => void saved.push(file), most);
  return saved;
};
const runsIn = async (zip: Blob) => unpackLibrary(new Uint8Array(await zip.arrayBuffer()), 'l.zip');

describe('an export of all runs', () => {
  test('is as many files as it takes, each of which is imported again, all runs whole', async () => {
    const { library } = fresh();
    for (const id of ['a', 'b', 'c']) await library.getState().save(whole(id).run, whole(id).numbers);
    const [one] = await exported(library);
    expect(library.getState().exported).toEqual({ runs: 3, files: 1, apart: [], missing: [] });
    const sizes = (await runsIn(one![1])).map((run) => run.numbers.frames.byteLength);
    // Two runs with their descriptions are more than two runs' frames and one description.
    const saved = await exported(library, 2 * sizes[0]! + 1);
    expect(saved.map(([name]) => name)).toEqual([
      'gradient-lab.library.zip',
      'gradient-lab.library-2.zip',
      'gradient-lab.library-3.zip',
    ]);
    expect(library.getState().exported).toMatchObject({ runs: 3, files: 3 });
    const other = fresh();
    for (const [name, zip] of saved) await other.library.getState().importAll(zip, name);
    const [before, after] = [library, other.library].map((one) => one.getState());
    expect(await after!.list()).toEqual(await before!.list());
    for (const id of ['a', 'b', 'c']) expect(await after!.numbersOf(id)).toEqual(await before!.numbersOf(id));
  });

  test('tells by name what it cannot hold as runs, and keeps it as it is stored beside them', async () => {
    const { base, library } = fresh();
    for (const id of ['a', 'b', 'c']) await library.getState().save(whole(id).run, whole(id).numbers);
    await base.runs.put({ ...whole('d').run, losses: null } as never);
    await base.numbers.delete('b');
    const numbers = (await base.numbers.get('c'))!;
    await base.numbers.put({ ...numbers, frames: numbers.frames.with(0, 9) as Float64Array<ArrayBuffer> });
    const saved = await exported(library);
    expect((await runsIn(saved[0]![1])).map(({ run }) => run.id)).toEqual(['a']);
    const apart = JSON.parse(await saved[1]![1].text());
    expect(apart.map((one: { readonly run: { readonly id: string } }) => one.run.id)).toEqual([
      'b',
      'c',
      'd',
    ]);
    expect(apart[1].numbers.frames[0]).toBe('9');
    expect(library.getState().exported).toEqual({
      ...{ runs: 1, files: 1 },
      apart: ['Run b', 'Run c', 'Run d'],
      missing: [],
    });
  });

  test('puts no run into a library file that the import would refuse for its size', () => {
    const packer = libraryPacker(() => {});
    const { run, numbers } = whole('long');
    // 64 MiB of frames are the most that an import takes.
    expect(packer.add({ run, numbers: { ...numbers, frames: new Float64Array(2 ** 23 + 1) } })).toBe(false);
    expect(packer.add({ run, numbers })).toBe(true);
  });

  test('that fails is a sentence', async () => {
    const { base, library } = fresh();
    await library.getState().save(whole('a').run, whole('a').numbers);
    vi.spyOn(base.runs, 'toArray').mockRejectedValue(new Error('gone'));
    expect(await exported(library)).toEqual([]);
    expect(library.getState().problem!.message).toMatch(
      /^Export all: it ended after 0 runs \(Error: gone\); use it once more/,
    );
    expect(library.getState().problem!.in('zh-CN')).toMatch(/^全部导出/);
  });
});

describe('import', () => {
  test('overwrites nothing: what differs is kept beside it, what is the same is not doubled', async () => {
    const { base, library } = fresh();
    const { importAll } = library.getState();
    await library.getState().save(whole('a', { note: 'mine' }).run, whole('a').numbers);
    const zip = packLibrary([whole('a', { note: 'theirs' }), whole('b')]);
    await importAll(zip, 'l.zip');
    expect(library.getState().imported).toEqual({ added: 1, beside: 1, known: 0, refused: [] });
    expect((await stored(base)).map(({ note }) => note).sort()).toEqual(['', 'mine', 'theirs']);
    expect((await base.runs.get('a'))!.note).toBe('mine');
    await importAll(zip, 'l.zip');
    expect(library.getState().imported).toEqual({ added: 0, beside: 0, known: 2, refused: [] });
    expect(await stored(base)).toHaveLength(3);
  });

  test('a state that differs by one number is a difference', async () => {
    const { base, library } = fresh();
    const one = whole('a');
    await library.getState().save(one.run, one.numbers);
    const frames = one.numbers.frames.with(3, -0.5) as Float64Array<ArrayBuffer>;
    await library
      .getState()
      .importAll(packLibrary([{ ...one, numbers: { ...one.numbers, frames } }]), 'l.zip');
    expect(library.getState().imported).toMatchObject({ beside: 1 });
    expect((await base.numbers.get('a'))!.frames).toEqual(one.numbers.frames);
  });

  test('a run with a fault is named, and the others come in', async () => {
    const { base, library } = fresh();
    const zip = packLibrary([
      whole('a'),
      { ...whole('b'), run: { ...whole('b').run, losses: null as never } },
    ]);
    await library.getState().importAll(zip, 'l.zip');
    const { imported } = library.getState();
    expect(imported).toMatchObject({ added: 1, beside: 0, known: 0 });
    expect(imported!.refused.map(({ message }) => message)).toEqual([
      'l.zip/b.losses: found null; use a list of 0 to 10000 items, each a number.',
    ]);
    expect((await stored(base)).map(({ id }) => id)).toEqual(['a']);
  });

  test('says how far it is, and ends when it is cancelled: what came before is kept', async () => {
    const { base, library } = fresh();
    const told: unknown[] = [];
    const stop = useReading.subscribe(({ file, parts, cancel }) => {
      told.push([file, parts]);
      if (parts?.read === 1) cancel();
    });
    await library.getState().importAll(packLibrary(['a', 'b', 'c'].map((id) => whole(id))), 'l.zip');
    stop();
    expect(told).toEqual([
      ['l.zip', undefined],
      ['l.zip', { read: 0, count: 3 }],
      ['l.zip', { read: 1, count: 3 }],
      [undefined, undefined],
    ]);
    expect(library.getState().imported).toMatchObject({ added: 1, refused: [] });
    expect((await stored(base)).map(({ id }) => id)).toEqual(['a']);
  });

  test('a file that is no library is told, and the next run is kept', async () => {
    const { library } = fresh();
    await library.getState().importAll(new Blob(['no zip']), 'l.zip');
    expect(library.getState().problem!.message).toMatch(/^l\.zip: not a zip file/);
    expect(library.getState()).toMatchObject({ lost: undefined, imported: undefined });
    expect(await library.getState().save(whole('a').run, whole('a').numbers)).toBe(true);
  });
});

describe('the database', () => {
  beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

  test('that another tab deletes is made anew with the next write, and the run on screen is whole in it', async () => {
    const { base, library } = fresh();
    for (const id of ['a', 'b']) await library.getState().save(whole(id).run, whole(id).numbers);
    await Dexie.delete(base.name);
    expect(await library.getState().save(whole('b').run, whole('b').numbers)).toBe(true);
    expect((await library.getState().list()).runs.map(({ id }) => id)).toEqual(['b']);
    expect(await library.getState().numbersOf('b')).toEqual(whole('b').numbers);
    expect(library.getState().lost).toBeUndefined();
  });

  test('that the browser clears in mid-run, connection and all, is made anew with the next write', async () => {
    const { base, library } = fresh();
    await library.getState().save(whole('a', { end: 'running' }).run, whole('a').numbers);
    // As clearing the site's data does it: the connection is closed, and nobody is asked.
    base.backendDB().close();
    await Dexie.delete(base.name);
    expect(await library.getState().save(whole('a').run, whole('a').numbers)).toBe(true);
    expect((await library.getState().list()).runs.map(({ id, end }) => [id, end])).toEqual([['a', 'steps']]);
    expect(library.getState().lost).toBeUndefined();
  });

  test('that a newer tab upgrades makes way for it, and this tab goes on keeping its runs', async () => {
    const { base, library } = fresh();
    await library.getState().save(whole('a').run, whole('a').numbers);
    const newer = createDatabase(base.name);
    newer.version(99).stores({ later: 'id' });
    await newer.open();
    expect(await library.getState().save(whole('b').run, whole('b').numbers)).toBe(true);
    expect((await newer.runs.toArray()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(library.getState().lost).toBeUndefined();
    newer.close();
  });

  test('that an older tab does not let go of is told, and serves as soon as it does', async () => {
    const name = `library-${opened++}`;
    const older = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name, 1);
      opening.onsuccess = () => resolve(opening.result);
    });
    const library = createLibrary(createDatabase(name));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const saved = library.getState().save(whole('a').run, whole('a').numbers);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(library.getState().lost).toBe('silent');
    vi.useRealTimers();
    older.close();
    expect(await saved).toBe(true);
    expect(library.getState().lost).toBeUndefined();
  });
});

describe('the browser’s storage', () => {
  test('that never answers is told, and so is its late answer', async () => {
    vi.useFakeTimers();
    let answer = (_: unknown[]): void => {};
    const runs = { toArray: () => new Promise<unknown[]>((done) => (answer = done)) };
    const library = createLibrary({ runs } as never);
    const listed = library.getState().list();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(library.getState().lost).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(library.getState().lost).toBe('silent');
    answer([]);
    expect(await listed).toEqual({ runs: [], bad: [] });
    expect(library.getState().lost).toBeUndefined();
  });

  test.each([true, false])(
    'is asked once to last, when the first run is kept: %s is shown',
    async (lasting) => {
      const persist = vi.fn(async () => lasting);
      const estimate = async () => ({ usage: 10, quota: 100 });
      vi.stubGlobal('navigator', { storage: { persist, persisted: async () => lasting, estimate } });
      const { library } = fresh();
      await library.getState().measureQuota();
      expect(persist).not.toHaveBeenCalled();
      for (const id of ['a', 'b']) await library.getState().save(whole(id).run, whole(id).numbers);
      await vi.waitFor(() => expect(library.getState().quota?.lasting).toBe(lasting));
      expect(persist).toHaveBeenCalledTimes(1);
    },
  );

  test('that nears its end is told before it is full', () => {
    const quota = (used: number) => ({ quota: { used, allowed: 100, lasting: false } });
    expect([79, 81].map((used) => isNearlyFull(quota(used)))).toEqual([false, true]);
    expect(isNearlyFull({ quota: undefined })).toBe(false);
  });
});

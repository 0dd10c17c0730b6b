import 'fake-indexeddb/auto';
import type { DBCore, DBCoreMutateRequest } from 'dexie';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { contentHash } from '../../../src/data/tables/contentHash';
import { storeContent, storedContent } from '../../../src/data/tables/contentStore';
import { keptContent, mostInline } from '../../../src/data/tables/keptContent';
import { endQuantities, frameLength, layerQuantities } from '../../../src/engine/telemetry';
import { createDatabase, type Database, type StoredNumbers } from '../../../src/store/database';
import { keptRoom } from '../../../src/store/keptRoom';
import { createLibrary } from '../../../src/store/library';
import { isEqual, numbersHash } from '../../../src/store/readBack';
import { small } from '../engine/specs';

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

const layers = small().network.depth! + 1;
const run = {
  id: 'a',
  name: 'Run a',
  spec: small(),
  created: 1,
  updated: 2,
  step: 3,
  end: 'steps' as const,
  pinned: false,
  tags: [],
  note: '',
  loss: Number.NaN,
  accuracy: 1,
  losses: [1, 0.25],
  profile: [0.5, 1],
  bytes: 8,
};
const numbersFrom = (first: number): StoredNumbers => ({
  id: 'a',
  frames: Float64Array.from({ length: 2 * frameLength(layers) }, (_, i) => first + i / 3),
  layers,
  quantities: layerQuantities,
  ending: endQuantities,
  classification: true,
  checkpoint: { step: 3, position: 9, arrays: [Float64Array.of(1, 2)] },
});

let opened = 0;
/** A database whose disk, while `isFaulty`, changes what is written to a table. */
function faulty(table: string, change: (record: never) => void) {
  const base = createDatabase(`read-back-${opened++}`);
  const fault = { isFaulty: false };
  const mutate = (down: ReturnType<DBCore['table']>) => (request: DBCoreMutateRequest) => {
    if (!fault.isFaulty || !('values' in request)) return down.mutate(request);
    const values = structuredClone(request.values);
    for (const value of values) change(value as never);
    return down.mutate({ ...request, values });
  };
  base.use({
    stack: 'dbcore',
    create: (down) => ({
      ...down,
      table: (name) => {
        const below = down.table(name);
        return name === table ? { ...below, mutate: mutate(below) } : below;
      },
    }),
  });
  return { base, fault, library: createLibrary(base as Database) };
}

/** Changes the lowest bit of the seventh byte of a list of numbers. */
const flip = (numbers: Float64Array) => {
  new Uint8Array(numbers.buffer)[6]! ^= 1;
};

test.each([
  ['numbers', 'a recorded number', (record: StoredNumbers) => flip(record.frames)],
  ['numbers', 'a weight', (record: StoredNumbers) => flip(record.checkpoint!.arrays[0]!)],
  ['runs', 'a name', (record: { name: string }) => (record.name = 'Rum a')],
])('a disk that changes %s, %s: told, and what was stored before stays', async (table, _, change) => {
  const { base, fault, library } = faulty(table, change as (record: never) => void);
  expect(await library.getState().save(run, numbersFrom(0))).toBe(true);
  fault.isFaulty = true;
  expect(await library.getState().save({ ...run, step: 4 }, numbersFrom(7))).toBe(false);
  expect(library.getState().lost).toBe('altered');
  expect((await base.runs.get('a'))!.step).toBe(3);
  fault.isFaulty = false;
  expect(await library.getState().numbersOf('a')).toEqual(numbersFrom(0));
  expect(await library.getState().save({ ...run, step: 4 }, numbersFrom(7))).toBe(true);
  expect(library.getState().lost).toBeUndefined();
});

test('numbers that the disk changes later are told, and the run still opens without them', async () => {
  const base = createDatabase(`read-back-${opened++}`);
  const library = createLibrary(base);
  await library.getState().save(run, numbersFrom(0));
  await base.numbers
    .where('id')
    .equals('a')
    .modify((record) => flip(record.frames));
  expect(await library.getState().numbersOf('a')).toBeUndefined();
  expect(library.getState().problem!.in('en')).toMatch(/changed since they were stored/);
  expect((await library.getState().list()).runs).toHaveLength(1);
});

test('a room that the disk changes keeps what it had', async () => {
  const { base, fault } = faulty('rooms', (record: { value: unknown }) => (record.value = 'other'));
  const room = keptRoom('compare', String, base);
  room.write('first');
  await room.flush();
  fault.isFaulty = true;
  room.write('second');
  await room.flush();
  expect(await room.read()).toBe('first');
});

test('a table that the disk changes later is not used', async () => {
  const text = 'a,b\n1,2\n';
  await storeContent(contentHash(text), text);
  expect(await storedContent(contentHash(text))).toBe(text);
  await storeContent('another-hash', text);
  expect(await storedContent('another-hash')).toBeUndefined();
  await storeContent('no-text', 7 as never);
  expect(await storedContent('no-text')).toBeUndefined();
});

test('a large table that the browser does not keep stands in the experiment itself', async () => {
  const text = '1,2\n'.repeat(mostInline);
  expect(await keptContent(text, 'text')).toEqual({ hash: contentHash(text) });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  expect(await keptContent(`${text}3,4\n`, 'text')).toEqual({ text: `${text}3,4\n` });
  put.mockRestore();
});

test('equal is what a copy is, and nothing that differs in one place', () => {
  fc.assert(
    fc.property(fc.object({ withNullPrototype: false }), fc.anything(), (value, other) => {
      expect(isEqual(value, structuredClone(value))).toBe(true);
      expect(isEqual(value, { ...value, more: other })).toBe(false);
    }),
  );
  expect(isEqual([0], [-0])).toBe(false);
  expect(isEqual(Float64Array.of(Number.NaN, 1), Float64Array.of(Number.NaN, 1))).toBe(true);
});

test('one bit of any number changes the hash', () => {
  fc.assert(
    fc.property(
      fc.float64Array({ minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.nat(7),
      (numbers, byte, bit) => {
        const before = numbersHash([numbers]);
        const changed = numbers.slice();
        const bytes = new Uint8Array(changed.buffer);
        bytes[byte % bytes.length]! ^= 1 << bit;
        expect(numbersHash([changed])).not.toBe(before);
      },
    ),
  );
});

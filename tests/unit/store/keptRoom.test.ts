import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openingPatience, patience } from '../../../src/base/patience';
import { Problem } from '../../../src/base/problem';
import { createDatabase, type Database } from '../../../src/store/database';
import { deleteAside, exportAside, useKept } from '../../../src/store/kept';
import { keptRoom } from '../../../src/store/keptRoom';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  useKept.setState({ notKept: {}, bad: {} });
});
afterEach(() => void vi.useRealTimers());

/** A room that keeps texts. */
const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  throw new Problem('wrongKind', { field: 'text', found: String(value), allowed: 'text' });
};
let opened = 0;
const fresh = () => createDatabase(`room-${opened++}`);
const open = (base: Database) => keptRoom('room', text, base);
const ids = async (base: Database) => (await base.rooms.toCollection().primaryKeys()).sort();

test('what was kept comes back', async () => {
  const base = fresh();
  const room = open(base);
  expect(await room.read()).toBeUndefined();
  room.write('first');
  room.write('second');
  await room.flush();
  expect(await open(base).read()).toBe('second');
  expect(useKept.getState()).toEqual({ notKept: { room: undefined }, bad: {} });
});

test('a record that cannot be used is told and set aside as it was; the room opens as if nothing had been kept', async () => {
  const base = fresh();
  await base.rooms.put({ id: 'room', value: { runs: Float64Array.of(0.5) } });
  const room = open(base);
  expect(await room.read()).toBeUndefined();
  expect(useKept.getState().bad.room!.values.field).toBe('text');
  room.write('new');
  await room.flush();
  expect(await room.read()).toBe('new');
  expect(await (await exportAside('room', base))!.text()).toBe(
    '{"id":"room.bad","value":[{"runs":["0.5"]}]}',
  );

  useKept.setState({ bad: {} });
  expect(await open(base).read()).toBe('new');
  expect(useKept.getState().bad.room!.values.field).toBe('text');
  await base.rooms.put({ id: 'room', value: 7 });
  expect(await open(base).read()).toBeUndefined();
  expect((await base.rooms.get('room.bad'))!.value).toEqual([{ runs: Float64Array.of(0.5) }, 7]);

  await deleteAside('room', base);
  expect(useKept.getState().bad.room).toBeUndefined();
  expect(await exportAside('room', base)).toBeUndefined();
  expect(await ids(base)).toEqual([]);
});

test('a write that comes before the room is read does not destroy what cannot be used', async () => {
  const base = fresh();
  await base.rooms.put({ id: 'room', value: 7 });
  const room = open(base);
  room.write('new');
  await room.flush();
  expect((await base.rooms.get('room.bad'))!.value).toEqual([7]);
  expect((await base.rooms.get('room'))!.value).toBe('new');
});

test('a record that cannot be set aside stays as it is, and the room keeps nothing', async () => {
  const base = fresh();
  await base.rooms.put({ id: 'room', value: 7 });
  vi.spyOn(base, 'transaction').mockRejectedValue(new Error('off') as never);
  const room = open(base);
  expect(await room.read()).toBeUndefined();
  room.write('new');
  await room.flush();
  expect((await base.rooms.get('room'))!.value).toBe(7);
  expect(useKept.getState().notKept.room).toBe('unopened');
});

test('storage that does not answer: the room opens, says that nothing is kept, and leaves what was kept as it was', async () => {
  vi.useFakeTimers();
  const transaction = vi.fn();
  const base = { rooms: { bulkGet: () => new Promise(() => {}) }, transaction } as unknown as Database;
  const room = open(base);
  const read = room.read();
  await vi.advanceTimersByTimeAsync(openingPatience);
  expect(await read).toBeUndefined();
  expect(useKept.getState().notKept.room).toBe('unopened');
  room.write('new');
  await room.flush();
  expect(transaction).not.toHaveBeenCalled();
});

test('a write that is not answered is told, as is its late answer, and only the newest waits', async () => {
  vi.useFakeTimers();
  const answers: (() => void)[] = [];
  const transaction = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)));
  const base = { rooms: { bulkGet: async () => [undefined, undefined] }, transaction } as never as Database;
  const room = open(base);
  for (const value of ['a', 'b', 'c']) {
    room.write(value);
    await vi.advanceTimersByTimeAsync(patience);
  }
  expect(useKept.getState().notKept.room).toBe('silent');
  expect(transaction).toHaveBeenCalledTimes(1);
  answers[0]!();
  await vi.advanceTimersByTimeAsync(0);
  expect(useKept.getState().notKept.room).toBeUndefined();
  expect(transaction).toHaveBeenCalledTimes(2);
});

test('a browser that refuses is told', async () => {
  const base = fresh();
  const room = open(base);
  await room.read();
  vi.spyOn(base, 'transaction').mockRejectedValue(new Error('off') as never);
  room.write('new');
  await room.flush();
  expect(useKept.getState().notKept.room).toBe('refused');
});

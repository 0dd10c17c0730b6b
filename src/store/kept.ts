import { create } from 'zustand';
import { NoAnswer, withPatience } from '../base/patience';
import { Problem } from '../base/problem';
import { type Database, database } from './database';
import { putChecked } from './readBack';
import { recordFile } from './recordFile';

/**
 * Why a room keeps nothing: the browser refuses; its storage does not answer; or it did not answer when the room opened, which
 * leaves what was kept as it was.
 */
export type NotKept = 'refused' | 'silent' | 'unopened';

/** What the rooms say of their keeping, by room. */
interface Kept {
  readonly notKept: Readonly<Record<string, NotKept | undefined>>;
  /** The fault of what an earlier visit left, which is set aside as it was. */
  readonly bad: Readonly<Record<string, Problem | undefined>>;
}

export const useKept = create<Kept>(() => ({ notKept: {}, bad: {} }));

export const sayNotKept = (room: string, why: NotKept | undefined): void =>
  useKept.setState(({ notKept }) => ({ notKept: { ...notKept, [room]: why } }));

export const sayBad = (room: string, problem: Problem | undefined): void =>
  useKept.setState(({ bad }) => ({ bad: { ...bad, [room]: problem } }));

/** The key under which a room's values that cannot be used are set aside, in one list. */
export const asideOf = (room: string): string => `${room}.bad`;

/** Adds a value that cannot be used to what was set aside of a room. @throws (rejects) if the browser does not store it */
export async function setAside(room: string, value: unknown, base: Database = database): Promise<void> {
  const aside = await base.rooms.get(asideOf(room));
  const earlier = Array.isArray(aside?.value) ? (aside.value as readonly unknown[]) : [];
  await putChecked(base.rooms, [{ id: asideOf(room), value: [...earlier, value] }]);
}

/** Why a value cannot be used, if so. */
export function faultOf(parse: (value: unknown) => unknown, value: unknown): Problem | undefined {
  try {
    parse(value);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error;
  }
}

/** What was set aside of a room, as JSON; undefined if there is nothing, or the browser does not give it. */
export const exportAside = (room: string, base: Database = database): Promise<Blob | undefined> =>
  attempt(room, async () => {
    const aside = await base.rooms.get(asideOf(room));
    return aside && recordFile(aside);
  });

/** Deletes what was set aside of a room. */
export const deleteAside = (room: string, base: Database = database): Promise<void> =>
  attempt(room, async () => {
    await base.rooms.delete(asideOf(room));
    sayBad(room, undefined);
  });

/** Runs an operation on the database. Its failure is told in the room. */
async function attempt<T>(room: string, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await withPatience(act());
  } catch (error) {
    console.warn(`Gradient Lab could not get at what it kept of ${room}: ${String(error)}`);
    sayNotKept(room, error instanceof NoAnswer ? 'silent' : 'refused');
    return undefined;
  }
}

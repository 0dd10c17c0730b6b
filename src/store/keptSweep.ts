import { openingPatience } from '../base/patience';
import { Problem } from '../base/problem';
import { parseSweep, parseSweepText, type Sweep } from '../schema/sweep';
import type { Database, StoredSweep } from './database';
import { asideOf, faultOf, sayBad, setAside, useKept } from './kept';

/** Where the map's sweep of the last visit is: a text, and the sweeps of the database. */
export interface SweepKeeper {
  readonly database: Database;
  /** The sweep that the last visit ended with, as text. */
  kept?(): string | undefined;
  forgetKept?(): void;
}

/** Waits for the database. @throws NoAnswer (rejects) */
type Answered = <T>(answer: PromiseLike<T>, milliseconds?: number) => Promise<T>;

const room = 'map';

/** A sweep as it was kept. @throws Problem if it cannot be used */
const parseKept = (value: unknown): Sweep =>
  typeof value === 'string' ? parseSweepText(value) : parseSweep((value as StoredSweep | undefined)?.sweep);

/**
 * The newest kept sweep that can be used; undefined if there is none. Those that cannot are told, and set aside as they are
 * (`kept.ts`).
 * @throws (rejects) if the database fails or does not answer
 */
export async function keptSweep(
  { database, kept, forgetKept }: SweepKeeper,
  answered: Answered,
): Promise<Sweep | undefined> {
  const { sweeps, rooms } = database;
  const usable = async (value: string | StoredSweep, take: () => Promise<void>) => {
    try {
      return parseKept(value);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      sayBad(room, error);
      const moved = database.transaction('rw', sweeps, rooms, async () => {
        await setAside(room, value, database);
        await take();
      });
      await answered(moved, openingPatience);
      return undefined;
    }
  };
  const text = kept?.();
  const sweep = text && (await usable(text, async () => {}));
  if (sweep) return sweep;
  if (text) forgetKept?.();
  for (;;) {
    const last = await answered(sweeps.orderBy('updated').last(), openingPatience);
    if (!last) return undefined;
    const found = await usable(last, () => sweeps.delete(last.id));
    if (found) return found;
  }
}

/** Says again what earlier visits set aside. @throws (rejects) if the database fails or does not answer */
export async function tellAside({ database }: SweepKeeper, answered: Answered): Promise<void> {
  const aside = await answered(database.rooms.get(asideOf(room)), openingPatience);
  const values = Array.isArray(aside?.value) ? (aside.value as readonly unknown[]) : [];
  const fault = values.length > 0 ? faultOf(parseKept, values.at(-1)) : undefined;
  if (fault && !useKept.getState().bad[room]) sayBad(room, fault);
}

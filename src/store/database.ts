import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ExperimentSpec } from '../schema/experiment';
import type { CellResult } from '../schema/results';
import type { Sweep } from '../schema/sweep';
import type { Checkpoint, StopReason } from '../worker/protocol';

/** The browser stores runs and the map's sweeps. No data leave the machine. */

/** A run in the library, without its recorded numbers. */
export interface StoredRun {
  readonly id: string;
  readonly name: string;
  readonly spec: ExperimentSpec;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly updated: number;
  readonly step: number;
  /** Why the run ended. `running` means that the run continues, or that its page was closed during the run. */
  readonly end: StopReason | 'running';
  readonly pinned: boolean;
  readonly tags: readonly string[];
  readonly note: string;
  /** An unfinished run that the user did not save. */
  readonly draft?: boolean | undefined;
  readonly loss: number;
  readonly accuracy: number;
  /** The data of the thumbnail: some losses over the steps, and ‖δ‖ of every layer at the last step. */
  readonly losses: readonly number[];
  readonly profile: readonly number[];
  /** The size of the run's numbers. */
  readonly bytes: number;
}

/** A run's numbers. */
export interface StoredNumbers {
  readonly id: string;
  /** Recorded steps laid one after another, thinned evenly. The first and last are always included. */
  readonly frames: Float64Array;
  readonly layers: number;
  /** The values that a frame holds for each layer, in order; absent in runs of version 0.1.0 (`storedFrames.ts`). */
  readonly quantities?: readonly string[];
  /** The values that follow those of the layers; absent in runs that were stored before there were any. */
  readonly ending?: readonly string[];
  readonly classification: boolean;
  /** The state from which the run can continue, weights included. */
  readonly checkpoint: Checkpoint | undefined;
  /** `numbersHash` of the frames and the checkpoint, in the database alone: readers check it and leave it out. */
  readonly hash?: string;
}

/** The data of a run on the user's own files. */
export interface StoredOwnData {
  readonly id: string;
  readonly data: ExperimentSpec['data'];
}

export interface StoredSweep {
  readonly id: string;
  readonly sweep: Sweep;
  readonly updated: number;
}

export interface StoredCell extends CellResult {
  readonly sweep: string;
}

/** What a room showed last, see `keptRoom.ts`. */
export interface StoredRoom {
  readonly id: string;
  readonly value: unknown;
}

export type Database = Dexie & {
  runs: EntityTable<StoredRun, 'id'>;
  numbers: EntityTable<StoredNumbers, 'id'>;
  ownData: EntityTable<StoredOwnData, 'id'>;
  sweeps: EntityTable<StoredSweep, 'id'>;
  rooms: EntityTable<StoredRoom, 'id'>;
  cells: Table<StoredCell, [string, number]>;
};

/** Opens a database by its name. */
export function createDatabase(name = 'gradient-lab'): Database {
  const database = new Dexie(name) as Database;
  database.version(1).stores({
    runs: 'id, updated',
    numbers: 'id',
    sweeps: 'id, updated',
    cells: '[sweep+index], sweep',
  });
  database.version(2).stores({ ownData: 'id' });
  database.version(3).stores({ rooms: 'id' });
  return database;
}

export const database = createDatabase();

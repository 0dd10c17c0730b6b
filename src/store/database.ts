import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ExperimentSpec } from '../schema/experiment';
import type { CellResult } from '../schema/results';
import type { Sweep } from '../schema/sweep';
import type { Checkpoint, StopReason } from '../worker/protocol';

/** What the browser keeps: runs, and the sweeps of the map. Nothing of it leaves the machine. */

/** A run in the library, without its numbers. */
export interface StoredRun {
  readonly id: string;
  readonly name: string;
  readonly spec: ExperimentSpec;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly updated: number;
  readonly step: number;
  /** How it ended; `running` of a run that goes on, or whose page was closed under it. */
  readonly end: StopReason | 'running';
  readonly pinned: boolean;
  readonly tags: readonly string[];
  readonly note: string;
  readonly loss: number;
  readonly accuracy: number;
  /** For its thumbnail: some losses over its steps, and ‖δ‖ of every layer at its last step. */
  readonly losses: readonly number[];
  readonly profile: readonly number[];
  /** Of its numbers. */
  readonly bytes: number;
}

/** A run's numbers. */
export interface StoredNumbers {
  readonly id: string;
  /** Recorded steps one after another, evenly thinned, first and last among them. */
  readonly frames: Float64Array;
  readonly layers: number;
  /** What a frame holds of each layer, in its order; absent in runs of version 0.1.0 (`storedFrames.ts`). */
  readonly quantities?: readonly string[];
  readonly classification: boolean;
  /** From where it can go on: weights and all. */
  readonly checkpoint: Checkpoint | undefined;
}

/** The data of a run on own files. */
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

export type Database = Dexie & {
  runs: EntityTable<StoredRun, 'id'>;
  numbers: EntityTable<StoredNumbers, 'id'>;
  ownData: EntityTable<StoredOwnData, 'id'>;
  sweeps: EntityTable<StoredSweep, 'id'>;
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
  return database;
}

export const database = createDatabase();

import { createMap } from './createMap';
import { database } from './database';
import { pagePool } from './pool';

/** The map's store. */
export const useMap = createMap({ ...pagePool, database });

export type { PhaseMap } from './createMap';

import { startComparison } from '../worker/startComparison';
import { createCompare } from './createCompare';
import { pagePool } from './pool';

/** The comparison's store. */
export const useCompare = createCompare({ start: startComparison, ...pagePool });

export { type ComparedRun, maxRuns, maxSeeds } from './createCompare';

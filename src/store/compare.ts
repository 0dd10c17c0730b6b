import { starterOf } from '../worker/connection';
import { createCompare } from './createCompare';
import { pagePool } from './pool';

/** The comparison's store. */
export const useCompare = createCompare({ start: starterOf('comparison'), ...pagePool });

export { type ComparedRun, maxRuns, maxSeeds } from './createCompare';

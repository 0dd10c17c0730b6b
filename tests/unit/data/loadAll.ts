import { type DataSet, dataSets } from '../../../src/data/sets';

// The page loads these modules on demand. Tests load them at the start.
for (const kind of Object.values(dataSets) as DataSet[]) await kind.load?.();

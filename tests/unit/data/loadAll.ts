import { type DataSet, dataSets } from '../../../src/data/sets';

// What the page fetches when it needs it is there from the start in tests.
for (const kind of Object.values(dataSets) as DataSet[]) await kind.load?.();

import { describe, expect, test } from 'vitest';
import { buildDataset } from '../../../src/data/build';
import { freshInputs } from '../../../src/data/fresh';
import { type DataKind, type DataSet, dataSets } from '../../../src/data/sets';
import { specOf } from './datasets';

const kinds = Object.keys(dataSets) as DataKind[];
const unlimited = kinds.filter((kind) => (dataSets[kind] as DataSet).unlimited);

describe('fresh inputs', () => {
  test.each(unlimited)('%s: as many as asked for, the same each time, none of them in the data', (kind) => {
    const spec = specOf(kind, { testFraction: 0 });
    const { train, features, plane, expand } = buildDataset(spec);
    const { inputs, points } = freshInputs(spec, 50)!;
    expect(inputs).toHaveLength(50 * features);
    expect(freshInputs(spec, 50)!.inputs).toEqual(inputs);
    if (plane > 0) expect(expand!(points!)).toEqual(inputs);
    else expect(points).toBeUndefined();
    const row = (of: Float64Array, i: number) => of.slice(i * features, (i + 1) * features).join();
    const known = new Set(Array.from({ length: train.count }, (_, i) => row(train.inputs, i)));
    for (let i = 0; i < 50; i++) expect(known.has(row(inputs, i))).toBe(false);
  });

  test.each(unlimited)('%s: of the same distribution', (kind) => {
    const spec = specOf(kind, { samples: 4000, testFraction: 0 });
    const { features, train } = buildDataset(spec);
    const fresh = freshInputs(spec, 4000)!.inputs;
    for (let j = 0; j < Math.min(features, 10); j++) {
      const column = (of: Float64Array) => of.filter((_, i) => i % features === j);
      const mean = (xs: Float64Array) => xs.reduce((sum, x) => sum + x / xs.length, 0);
      const [a, b] = [column(train.inputs), column(fresh)];
      const [meanA, meanB] = [mean(a), mean(b)];
      const variance = mean(a.map((x) => (x - meanA) ** 2));
      // 5 standard errors of the difference of two means.
      expect(Math.abs(meanA - meanB)).toBeLessThanOrEqual(5 * Math.sqrt((2 * variance) / 4000));
    }
  });

  test.each(['digits', 'csv', 'idx', 'inline'] as const)('%s: there are none', (kind) => {
    expect(freshInputs(specOf(kind), 10)).toBeUndefined();
  });
});

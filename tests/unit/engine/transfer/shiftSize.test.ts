import { beforeAll, describe, expect, test } from 'vitest';
import { buildDomains, type DomainsSpec, loadDomains } from '../../../../src/data/domains';
import { shiftsSchema } from '../../../../src/data/shifts';
import { openKernels } from '../../../../src/engine/kernels/open';
import { meanDiscrepancy } from '../../../../src/engine/transfer/meanDiscrepancy';
import { shiftSize } from '../../../../src/engine/transfer/shiftSize';
import { createRandom } from '../../../../src/random/random';
import { specOf } from '../../data/datasets';

const normals = (count: number, seed: number, shift = 0) => {
  const random = createRandom(seed, 'noise');
  return Float64Array.from({ length: count }, () => shift + random.normal());
};
const random = () => createRandom(1, 'twoSample');
const alone = { seed: 1, paired: false };

describe('maximum mean discrepancy', () => {
  test('equals its definition, computed pair by pair', () => {
    const [x, y] = [normals(2 * 7, 1), normals(2 * 5, 2, 0.7)];
    const { squared, bandwidth } = meanDiscrepancy(x, y, 2, random());
    const rows = (matrix: Float64Array) =>
      Array.from({ length: matrix.length / 2 }, (_, i) => [matrix[2 * i]!, matrix[2 * i + 1]!] as const);
    type Row = readonly [number, number];
    const distance = (a: Row, b: Row) => Math.hypot(a[0] - b[0], a[1] - b[1]);
    const [a, b] = [rows(x), rows(y)];
    const all = [...a, ...b];
    const distances = all.flatMap((p, i) => all.slice(0, i).map((q) => distance(p, q))).sort((s, t) => s - t);
    // 12 rows have 66 pairs.
    expect(bandwidth).toBeCloseTo((distances[32]! + distances[33]!) / 2, 14);
    const mean = (left: Row[], right: Row[], pairs: number) =>
      left.reduce(
        (sum, p) =>
          sum +
          right.reduce(
            (s, q) => s + (p === q ? 0 : Math.exp(-(distance(p, q) ** 2) / (2 * bandwidth ** 2))),
            0,
          ),
        0,
      ) / pairs;
    expect(squared).toBeCloseTo(mean(a, a, 7 * 6) + mean(b, b, 5 * 4) - 2 * mean(a, b, 7 * 5), 14);
  });

  test('is unbiased: over many pairs of samples of one distribution its mean is 0', () => {
    const values = Array.from({ length: 200 }, (_, i) =>
      meanDiscrepancy(normals(20, 2 * i + 10), normals(20, 2 * i + 11), 1, random()),
    );
    const squares = values.map(({ squared }) => squared);
    const mean = squares.reduce((a, b) => a + b) / 200;
    const error = Math.sqrt(squares.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 199 / 200);
    expect(Math.abs(mean)).toBeLessThan(4 * error);
    // Without a shift p is uniform: 5 % of 200 are below 0.05, with a binomial standard deviation of 3.1.
    expect(values.filter(({ pValue }) => pValue <= 0.05).length).toBeLessThan(10 + 4 * 3.1);
  });

  test('of two Gaussians agrees with the closed form', () => {
    const [x, y] = [normals(500, 3), normals(500, 4, 1)];
    const { squared, bandwidth, pValue } = meanDiscrepancy(x, y, 1, random());
    // E exp(−d²/2σ²) for d ~ N(μ, 2) is √(σ²/(σ² + 2)) exp(−μ²/2(σ² + 2)).
    const s = bandwidth ** 2;
    const expected = 2 * Math.sqrt(s / (s + 2)) * (1 - Math.exp(-1 / (2 * (s + 2))));
    expect(Math.abs(squared / expected - 1)).toBeLessThan(0.2);
    expect(pValue).toBe(1 / 201);
  });

  test('of equal rows is 0, without a division by 0', () => {
    const same = new Float64Array(8).fill(3);
    expect(meanDiscrepancy(same, same, 2, random())).toEqual({ squared: 0, bandwidth: 1, pValue: 1 });
  });
});

describe('the size of a shift', () => {
  const measure = async (kind: 'moons' | 'digits', list: object[], seed = 1) => {
    const data = specOf(kind, kind === 'moons' ? { samples: 1000 } : {}).data;
    const target = { shifts: shiftsSchema.parse(list) };
    const spec: DomainsSpec = { source: data, target, seed, labelBudget: 0 };
    const domains = buildDomains(spec);
    const [a, b] = [domains.source, domains.target].map(({ train }) => train.inputs) as [
      Float64Array,
      Float64Array,
    ];
    return shiftSize(a, b, domains.source.features, { seed, paired: false }, await openKernels('wasm'));
  };
  beforeAll(() =>
    loadDomains({ source: specOf('digits').data, target: { shifts: [] }, seed: 1, labelBudget: 0 }),
  );

  test.each(['moons', 'digits'] as const)('of %s without a shift is that of chance', async (kind) => {
    const { classifier, discrepancy, rows } = await measure(kind, []);
    expect(rows).toBe(kind === 'moons' ? 500 : 449);
    expect(classifier.deviation).toBeCloseTo(0.5 / Math.sqrt(rows), 12);
    expect(Math.abs(classifier.accuracy - 0.5)).toBeLessThan(4 * classifier.deviation);
    expect(Math.abs(discrepancy.squared)).toBeLessThan(0.005);
    expect(discrepancy.pValue).toBeGreaterThan(0.01);
  });

  test.each([
    ['moons', [{ kind: 'rotation', degrees: 90 }], 0.7],
    ['digits', [{ kind: 'invert' }], 0.99],
    ['digits', [{ kind: 'noise', sd: 0.3 }], 0.7],
  ] as const)('%s %j is seen by both', async (kind, list, accuracy) => {
    const { classifier, discrepancy } = await measure(kind, [...list]);
    expect(classifier.accuracy).toBeGreaterThan(accuracy);
    expect(discrepancy.pValue).toBeLessThan(0.01);
    expect(discrepancy.squared).toBeGreaterThan(0.005);
  });

  test('grows with the angle', async () => {
    const sizes = [];
    for (const degrees of [0, 15, 30, 60])
      sizes.push(await measure('moons', [{ kind: 'rotation', degrees }]));
    for (let i = 1; i < sizes.length; i++) {
      expect(sizes[i]!.discrepancy.squared).toBeGreaterThan(sizes[i - 1]!.discrepancy.squared);
      expect(sizes[i]!.classifier.accuracy).toBeGreaterThan(sizes[i - 1]!.classifier.accuracy);
    }
  });

  test('of pairs without a shift is that of chance: each side uses one half of the pairs', async () => {
    const rows = normals(2 * 200, 5);
    const told = async (paired: boolean) => {
      const sizes = [];
      for (let seed = 1; seed <= 12; seed++) {
        sizes.push(await shiftSize(rows, rows, 2, { seed, paired }, await openKernels('wasm')));
      }
      return sizes;
    };
    const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
    const split = await told(true);
    expect(split[0]!.rows).toBe(100);
    const error = split[0]!.classifier.deviation / Math.sqrt(12);
    expect(Math.abs(mean(split.map(({ classifier }) => classifier.accuracy)) - 0.5)).toBeLessThan(4 * error);
    // Without a shift p is uniform: its mean has a standard error of 0.29 / √12.
    expect(Math.abs(mean(split.map(({ discrepancy }) => discrepancy.pValue)) - 0.5)).toBeLessThan(
      (4 * 0.29) / Math.sqrt(12),
    );
    // Without the split, both samples show the same objects, so they are more similar than independent samples.
    for (const { discrepancy } of await told(false)) expect(discrepancy.pValue).toBeGreaterThan(0.99);
  });

  test('of shifted pairs is detected', async () => {
    const rows = normals(2 * 200, 5);
    const shifted = rows.map((value) => value + 1.5);
    const { classifier, discrepancy } = await shiftSize(
      rows,
      shifted,
      2,
      { seed: 1, paired: true },
      await openKernels('wasm'),
    );
    expect(classifier.accuracy).toBeGreaterThan(0.7);
    expect(discrepancy.pValue).toBeLessThan(0.01);
  });

  test('of too few samples is refused', async () => {
    const few = shiftSize(normals(6, 1), normals(80, 2), 2, alone, await openKernels('wasm'));
    await expect(few).rejects.toThrow(
      'target: found 3 samples in a domain; use at least 4, to measure the shift.',
    );
  });

  test('is the same for the same seed, and can be stopped', async () => {
    const list = [{ kind: 'scale' }];
    expect(await measure('moons', list)).toEqual(await measure('moons', list));
    const rows = normals(40, 1);
    const stopped = shiftSize(rows, rows, 2, alone, await openKernels('wasm'), async () => {
      throw new Error('called off');
    });
    await expect(stopped).rejects.toThrow('called off');
  });
});

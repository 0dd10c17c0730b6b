import { describe, expect, test } from 'vitest';
import { buildDataset, loadData } from '../../../src/data/build';
import { type DataKind, dataSets } from '../../../src/data/sets';
import { problemOf } from '../schema/experiments';
import { own, specOf } from './datasets';

const kinds = Object.keys(dataSets) as DataKind[];
for (const kind of kinds) await loadData(specOf(kind));
const generated = kinds.filter((kind) => own[kind] === undefined);

describe.each(kinds)('%s', (kind) => {
  const spec = specOf(kind);
  const data = buildDataset(spec);

  test('has the shapes that it says', () => {
    const outputs = data.outcomeNames.length;
    const count = data.train.count + data.test.count;
    expect(data.featureNames).toHaveLength(data.features);
    expect(new Set(data.featureNames).size).toBe(data.features);
    expect(Math.abs(data.test.count - count * spec.data.testFraction)).toBeLessThanOrEqual(1);
    for (const part of [data.train, data.test]) {
      expect(part.inputs).toHaveLength(part.count * data.features);
      expect(part.targets).toHaveLength(part.count * outputs);
      expect(part.points).toHaveLength(part.count * data.plane);
      expect(part.labels).toHaveLength(data.task === 'classification' ? part.count : 0);
      expect(part.inputs.every(Number.isFinite)).toBe(true);
      expect(part.targets.every(Number.isFinite)).toBe(true);
      expect(part.labels.every((label) => label >= 0 && label < outputs)).toBe(true);
      part.labels.forEach((label, i) => {
        const row = Array.from({ length: outputs }, (_, k) => (k === label ? 1 : 0));
        expect([...part.targets.slice(i * outputs, (i + 1) * outputs)]).toEqual(row);
      });
    }
  });

  test('expands its points to its inputs, where it can be drawn', () => {
    expect(data.expand !== undefined).toBe(data.plane > 0);
    if (data.expand) expect(data.expand(data.train.points)).toEqual(data.train.inputs);
  });

  test('is made once for a run, and anew for another seed', () => {
    expect(buildDataset({ ...spec, name: 'renamed' })).toBe(data);
    expect(buildDataset({ ...spec, seed: spec.seed + 1 })).not.toBe(data);
    expect(buildDataset(spec).train).toEqual(data.train);
  });

  test('is the same each time', () => {
    const again = buildDataset(structuredClone(spec));
    expect(again.train).toEqual(data.train);
    expect(again.test).toEqual(data.test);
  });
});

describe('generated data', () => {
  test.each(generated)('%s: another seed draws other samples', (kind) => {
    const [one, two] = [buildDataset(specOf(kind)), buildDataset(specOf(kind, {}, 2))];
    expect(one.train.inputs).not.toEqual(two.train.inputs);
  });

  test.each(generated)('%s: inputs of unit scale', (kind) => {
    const { inputs } = buildDataset(specOf(kind, { testFraction: 0 })).train;
    const rms = Math.sqrt(inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length);
    expect(rms).toBeGreaterThan(0.2);
    expect(rms).toBeLessThan(1.5);
  });

  const names = (kind: DataKind, fields: Readonly<Record<string, unknown>> = {}) =>
    buildDataset(specOf(kind, fields)).outcomeNames;

  test('an arm of a spiral winds as often as asked', () => {
    const drawn = (turns: number) =>
      buildDataset(specOf('spiral', { turns, noise: 0, arms: 4, testFraction: 0 })).train;
    const { points, labels } = drawn(0);
    // Without a turn an arm is a ray: all points of a class lie in one direction.
    labels.forEach((label, i) => {
      const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
      const angle = (2 * Math.PI * label) / 4;
      expect(x * Math.sin(angle) - y * Math.cos(angle)).toBeCloseTo(0, 12);
      expect(x * Math.cos(angle) + y * Math.sin(angle)).toBeGreaterThanOrEqual(0);
    });
    // The angle grows with the radius, which is 1.5 at the arm's end.
    const wound = drawn(0.3).points;
    points.forEach((_, k) => {
      if (k % 2 === 1) return;
      const radius = Math.hypot(points[k]!, points[k + 1]!);
      const turned = Math.atan2(wound[k + 1]!, wound[k]!) - Math.atan2(points[k + 1]!, points[k]!);
      const wanted = (2 * Math.PI * 0.3 * radius) / 1.5;
      expect(Math.cos(turned - wanted)).toBeCloseTo(1, 10);
    });
  });

  test('spirals have a class for each arm', () => {
    for (const arms of [2, 3, 4, 5]) expect(names('spiral', { arms })).toHaveLength(arms);
  });

  test('Gaussian noise is 100 samples of 10 dimensions in 10 classes unless asked otherwise', () => {
    const noise = buildDataset(specOf('gaussianNoise', { testFraction: 0 }));
    expect([noise.train.count, noise.features, noise.outcomeNames.length]).toEqual([100, 10, 10]);
    const other = buildDataset(specOf('gaussianNoise', { samples: 50, dimensions: 3, classes: 4 }));
    expect([other.train.count + other.test.count, other.features, other.outcomeNames.length]).toEqual([
      50, 3, 4,
    ]);
  });

  test('features are those asked for, in that order', () => {
    const { train, featureNames } = buildDataset(specOf('moons', { features: ['xy', 'sinY', 'x2'] }));
    expect(featureNames).toEqual(['xy', 'sin y', 'x²']);
    const [x, y] = [train.points[0]!, train.points[1]!];
    expect([...train.inputs.slice(0, 3)]).toEqual([x * y, Math.sin(y), x * x]);
  });

  test.each([
    ['xor', (x: number, y: number) => Number(x * y < 0)],
    ['circles', (x: number, y: number) => Number(Math.hypot(x, y) < 0.75)],
    ['checkerboard', (x: number, y: number) => Math.abs((Math.floor(2 * x) + Math.floor(2 * y)) % 2)],
  ] as const)('%s without noise is labelled by its rule', (kind, rule) => {
    const { points, labels } = buildDataset(specOf(kind, { noise: 0, testFraction: 0 })).train;
    labels.forEach((label, i) => {
      expect(label).toBe(rule(points[2 * i]!, points[2 * i + 1]!));
    });
  });

  test('a regression’s noise is on the target alone', () => {
    const residuals = (kind: DataKind, noise: number, rule: (p: Float64Array) => number) => {
      const { points, targets, count } = buildDataset(
        specOf(kind, { noise, samples: 4000, testFraction: 0 }),
      ).train;
      const plane = points.length / count;
      const left = targets.map((y, i) => y - rule(points.slice(i * plane, (i + 1) * plane)));
      return Math.sqrt(left.reduce((sum, r) => sum + r * r, 0) / count);
    };
    const wave = (p: Float64Array) => Math.sin(2 * Math.PI * p[0]!);
    const tilt = (p: Float64Array) => 0.8 * p[0]! - 0.6 * p[1]!;
    expect(residuals('sine', 0, wave)).toBeCloseTo(0, 12);
    expect(residuals('linear', 0, tilt)).toBeCloseTo(0, 12);
    // 5 standard errors of a sample standard deviation: 0.5 · 5/√8000.
    expect(Math.abs(residuals('sine', 0.5, wave) - 0.5)).toBeLessThan(0.028);
    expect(Math.abs(residuals('linear', 0.5, tilt) - 0.5)).toBeLessThan(0.028);
  });

  test('the digits are the 1,797 of UCI', () => {
    const { train, features, outcomeNames } = buildDataset(specOf('digits', { testFraction: 0 }));
    expect([train.count, features, outcomeNames.length]).toEqual([1797, 64, 10]);
    const counts = Array.from({ length: 10 }, (_, k) => train.labels.filter((label) => label === k).length);
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    expect([...train.labels.slice(0, 5)]).toEqual([0, 1, 2, 3, 4]);
    expect([...train.inputs.slice(0, 8)].map((x) => x * 16)).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
    expect(Math.max(...train.inputs)).toBe(1);
  });
});

describe('a regression', () => {
  test('refuses cross-entropy', () => {
    const spec = specOf('csv', { text: 'a,b\n1,0.5\n2,0.7\n3,0.1\n' });
    expect(problemOf(() => buildDataset(spec)).message).toBe(
      'training.loss: cross-entropy with the regression data “Your CSV”; use mean squared error.',
    );
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { buildDataset, type Dataset, type Split } from '../../../src/data/build';
import {
  applyShifts,
  buildDomains,
  type DomainsSpec,
  loadDomains,
  shiftsFor,
} from '../../../src/data/domains';
import { shiftsSchema } from '../../../src/data/shifts';
import { problemOf } from '../schema/experiments';
import { specOf } from './datasets';

const stack = (...list: object[]) => shiftsSchema.parse(list);
const moons = specOf('moons', { samples: 200 }).data;
const domainsOf = (fields: Partial<DomainsSpec> = {}) => {
  const spec = { source: moons, target: { shifts: [] }, seed: 1, labelBudget: null, ...fields };
  return buildDomains(spec as DomainsSpec);
};
const tableOf = (fields: { text: string }) => specOf('csv', fields).data;
const rowsOf = ({ train, test, features }: Dataset) =>
  [train, test].flatMap(({ inputs, count }: Split) =>
    Array.from({ length: count }, (_, i) => inputs.slice(i * features, (i + 1) * features).join()),
  );

beforeAll(() =>
  loadDomains({ source: specOf('digits').data, target: { shifts: [] }, seed: 1, labelBudget: 0 }),
);

describe('domains', () => {
  test('the source of drawn data is the very dataset of the experiment', () => {
    const { source } = domainsOf();
    const { expand: _, ...numbers } = source;
    const { expand: __, ...experiment } = buildDataset(specOf('moons', { samples: 200 }));
    expect(numbers).toEqual(experiment);
  });

  test.each([
    ['moons', { samples: 200 }],
    ['digits', { samples: 400 }],
    [
      'csv',
      { text: `a,b,k\n${Array.from({ length: 40 }, (_, i) => `${i},${i * i},${i % 2}`).join('\n')}\n` },
    ],
  ] as const)('no sample of %s is in both, and both have their share of every class', (kind, fields) => {
    const { source, target } = domainsOf({
      source: { ...specOf(kind, fields).data, standardize: false } as never,
    });
    const here = new Set(rowsOf(source));
    expect(rowsOf(target).filter((row) => here.has(row))).toEqual([]);
    expect(target.outcomeNames).toEqual(source.outcomeNames);
    const shares = ({ train }: Dataset) =>
      source.outcomeNames.map((_, k) => train.labels.filter((label) => label === k).length / train.count);
    shares(target).forEach((share, k) => {
      expect(Math.abs(share - shares(source)[k]!)).toBeLessThan(0.07);
    });
  });

  test('pairs of two halves: each domain sees its own, and together they are the whole sample', () => {
    const digits = specOf('digits', { samples: 100 }).data;
    const half = (which: string) => stack({ kind: 'featureDrop', share: 0.5, which });
    const whole = domainsOf({ source: digits, paired: true });
    const { source, target } = domainsOf({
      source: digits,
      sourceShifts: half('last'),
      target: { shifts: half('first') },
      paired: true,
    });
    source.train.inputs.forEach((pixel, i) => {
      const other = target.train.inputs[i]!;
      expect(Math.min(pixel, other)).toBe(0);
      expect(pixel + other).toBe(whole.source.train.inputs[i]);
    });
    expect(source.train.inputs.some((pixel) => pixel > 0)).toBe(true);
    expect(source.train.labels).toEqual(target.train.labels);
    const wrong = () => domainsOf({ sourceShifts: stack({ kind: 'invert' }) });
    expect(problemOf(wrong).values.field).toBe('sourceShifts.0');
  });

  test('the target is shifted in the order of the stack, and the source is not', () => {
    const plain = domainsOf();
    const stacked = { shifts: stack({ kind: 'rotation', degrees: 90 }, { kind: 'translation', x: 1 }) };
    const { source, target } = domainsOf({ target: stacked });
    expect(source.train).toEqual(plain.source.train);
    const before = plain.target.test.points;
    target.test.points.forEach((value, k) => {
      expect(value).toBeCloseTo(k % 2 === 0 ? 1 - before[k + 1]! : before[k - 1]!, 12);
    });
    expect(target.expand!(target.test.points)).toEqual(target.test.inputs);
  });

  test('each shift of a stack draws for itself', () => {
    const noise = { kind: 'noise', sd: 1 };
    const samples = { ...moons, noise: 0 };
    const added = (list: object[]) =>
      domainsOf({ source: samples, target: { shifts: stack(...list) } }).target.test.points;
    const [none, once, twice] = [added([]), added([noise]), added([noise, noise])];
    const first = once.map((value, k) => value - none[k]!);
    const second = twice.map((value, k) => value - once[k]!);
    expect(second).not.toEqual(first);
    const alone = added([{ kind: 'rotation', degrees: 0 }, noise]);
    second.forEach((value, k) => {
      expect(alone[k]! - none[k]!).toBeCloseTo(value, 12);
    });
  });

  test('is the same for a seed and another for another', () => {
    const target = { shifts: stack({ kind: 'noise' }) };
    const [one, again, other] = [1, 1, 2].map((seed) => domainsOf({ target, seed, labelBudget: 3 }));
    expect(again!.target.train).toEqual(one!.target.train);
    expect(again!.labelled).toEqual(one!.labelled);
    expect(other!.target.train.inputs).not.toEqual(one!.target.train.inputs);
  });

  test('pairs are the same samples, seen in two ways', () => {
    const target = { shifts: stack({ kind: 'featureDrop', share: 0.5, which: 'first' }) };
    const digits = specOf('digits', { samples: 100 }).data;
    const domains = domainsOf({ source: digits, target, paired: true });
    for (const part of ['train', 'test'] as const) {
      expect(domains.target[part].labels).toEqual(domains.source[part].labels);
      domains.target[part].inputs.forEach((value, k) => {
        expect(value).toBe(k % 64 < 32 ? 0 : domains.source[part].inputs[k]);
      });
    }
  });

  test('a table’s target is standardized by the source’s scale, so that a shift stays seen', () => {
    const text = `a,b,k\n${Array.from({ length: 60 }, (_, i) => `${i % 30},${(7 * i) % 11},${i % 2}`).join('\n')}\n`;
    const { source, target } = domainsOf({
      source: tableOf({ text }),
      target: { shifts: stack({ kind: 'translation', x: 3, y: 0 }) },
    });
    const mean = ({ train }: Dataset) =>
      train.inputs.reduce((sum, x, k) => sum + (k % 2 ? 0 : x), 0) / train.count;
    expect(mean(source)).toBeCloseTo(0, 12);
    expect(mean(target)).toBeGreaterThan(2);
    expect(target.scale).toEqual(source.scale);
  });

  test('two files of the same classes are two domains', () => {
    const [a, b] = ['x,k\n1,p\n2,q\n3,p\n4,q\n', 'x,k\n7,q\n8,p\n9,q\n9,p\n'];
    const { source, target } = domainsOf({
      source: tableOf({ text: a }),
      target: { data: tableOf({ text: b }) },
    });
    expect(target.outcomeNames).toEqual(source.outcomeNames);
    expect(target.train.count + target.test.count).toBe(4);
  });
});

describe('the label budget', () => {
  const counts = (budget: number | null) => {
    const { labelled, target } = domainsOf({ labelBudget: budget });
    return [0, 1].map((k) => target.train.labels.filter((label, i) => label === k && labelled[i]).length);
  };

  test('is kept in each class; none and all', () => {
    expect(counts(0)).toEqual([0, 0]);
    expect(counts(5)).toEqual([5, 5]);
    expect(counts(null)).toEqual([50, 50]);
  });

  test('of a smaller size is part of the larger', () => {
    const [few, more] = [3, 12].map((labelBudget) => domainsOf({ labelBudget }).labelled);
    expect(few!.every((label, i) => label <= more![i]!)).toBe(true);
  });

  test('of a regression counts all samples', () => {
    const source = specOf('sine', { samples: 40 }).data;
    expect(domainsOf({ source, labelBudget: 7 }).labelled.reduce((a, b) => a + b, 0)).toBe(7);
  });
});

describe('what cannot be gets one sentence', () => {
  const table = (text: string) => ({ data: tableOf({ text }) });
  test.each([
    [
      'other classes',
      { source: tableOf({ text: 'x,k\n1,p\n2,q\n' }), target: table('x,k\n1,p\n2,r\n') },
      'target.data: 2 classes (p, r); use 2 classes (p, q), as in the source.',
    ],
    [
      'more classes',
      { source: moons, target: { data: specOf('spiral', { arms: 3 }).data } },
      'target.data: 3 classes (0, 1, 2); use 2 classes (0, 1), as in the source.',
    ],
    [
      'another task',
      { source: moons, target: { data: specOf('sine').data } },
      'target.data: regression; use classification, as in the source.',
    ],
    [
      'another input size',
      { source: tableOf({ text: 'x,k\n1,p\n2,q\n' }), target: table('x,y,k\n1,3,p\n2,4,q\n') },
      'target.data: an input size of 2; use an input size of 1, as in the source.',
    ],
    [
      'other input features',
      { source: moons, target: { data: specOf('moons', { features: ['x', 'xy'] }).data } },
      'target.data: the input features x, xy; use the input features x, y, as in the source.',
    ],
    [
      'nothing to test on',
      { source: { ...moons, testFraction: 0 } },
      'target: found no test samples; use at least 1 to test on.',
    ],
    [
      'a budget beyond a class',
      { labelBudget: 60 },
      'target.labelBudget: found 60 a class; use at most 50, the training samples of class "0" in the target.',
    ],
    [
      'a shift of pictures on a plane',
      { target: { shifts: stack({ kind: 'rotation' }, { kind: 'invert' }) } },
      'target.shifts.1: Invert does not apply to these data; use Rotation, Translation, Scale, Shear, Noise, Class imbalance, Label shift, Feature drop.',
    ],
    [
      'a turn of a line',
      { source: specOf('sine').data, target: { shifts: stack({ kind: 'rotation' }) } },
      'target.shifts.0: Rotation does not apply to these data; use Translation, Scale, Noise, Feature drop.',
    ],
    [
      'pairs of which some are left out',
      { target: { shifts: stack({ kind: 'classImbalance' }) }, paired: true },
      'target.shifts: of 200 samples, which are to be pairs, 110 are left; use shifts that leave no sample out.',
    ],
  ] as const)('%s', (_, fields, sentence) => {
    const problem = problemOf(() => domainsOf(fields as Partial<DomainsSpec>));
    expect(problem.message).toBe(sentence);
    expect(problem.in('zh-CN')).toMatch(/[一-龥]/);
  });

  test('no shift at all applies to anything, and leaves it', () => {
    const { train } = buildDataset(specOf('digits', { samples: 50 }));
    const samples = {
      inputs: train.inputs,
      features: 64,
      featureNames: [],
      image: { width: 8, height: 8 },
      outcome: { task: 'classification', labels: train.labels, classNames: ['0'] },
    } as const;
    expect(applyShifts(samples, [], 1)).toBe(samples);
    expect(shiftsFor(samples)).toHaveLength(14);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDataset } from '../../../src/data/build';
import { noisyLabels } from '../../../src/data/labelNoise';
import { createRandom } from '../../../src/random/random';
import { fieldsOf } from '../../../src/schema/fields';
import { parseExperiment } from '../../../src/schema/parse';
import { least, problemOf } from '../schema/experiments';
import { specOf } from './datasets';

const noisy = (labels: Int32Array, classes: number, share: number, seed: number) =>
  noisyLabels(labels, classes, share, createRandom(seed, 'labelNoise'));

/** Labels, how many classes, and a seed. */
const labelled = fc.integer({ min: 2, max: 12 }).chain((classes) =>
  fc.record({
    classes: fc.constant(classes),
    labels: fc.array(fc.nat(classes - 1), { maxLength: 300 }).map((list) => Int32Array.from(list)),
    seed: fc.maxSafeNat(),
  }),
);
const share = fc.double({ min: 0, max: 0.5, noNaN: true });

describe('label noise', () => {
  test('replaces the asked share, and only by other classes', () => {
    fc.assert(
      fc.property(labelled, share, ({ classes, labels, seed }, eta) => {
        const given = noisy(labels, classes, eta, seed);
        expect(given.filter((label, i) => label !== labels[i]).length).toBe(Math.round(eta * labels.length));
        expect(given.every((label) => label >= 0 && label < classes)).toBe(true);
      }),
    );
  });

  test('more noise leaves wrong what less noise made wrong', () => {
    fc.assert(
      fc.property(labelled, share, share, ({ classes, labels, seed }, a, b) => {
        const less = noisy(labels, classes, Math.min(a, b), seed);
        const more = noisy(labels, classes, Math.max(a, b), seed);
        less.forEach((label, i) => {
          if (label !== labels[i]) expect(more[i]).toBe(label);
        });
      }),
    );
  });

  test('takes each other class as often', () => {
    const given = noisy(new Int32Array(20_000), 5, 0.5, 3);
    for (const k of [1, 2, 3, 4]) {
      // 5 standard deviations of a binomial of 10,000 draws at 1/4.
      expect(Math.abs(given.filter((label) => label === k).length - 2500)).toBeLessThan(217);
    }
  });

  test('touches the training labels alone, and tells which were true', () => {
    const clean = buildDataset(specOf('spiral'));
    const { train, test: held } = buildDataset(specOf('spiral', { labelNoise: 0.2 }));
    expect(held).toEqual(clean.test);
    expect(train.inputs).toEqual(clean.train.inputs);
    expect(train.trueLabels).toEqual(clean.train.labels);
    expect(train.labels.filter((label, i) => label !== train.trueLabels[i]).length).toBe(60);
    expect(clean.train.trueLabels).toEqual(clean.train.labels);
  });

  test('another seed makes other labels wrong', () => {
    const wrong = (seed: number) => noisy(new Int32Array(100), 2, 0.5, seed);
    expect(wrong(1)).toEqual(wrong(1));
    expect(wrong(1)).not.toEqual(wrong(2));
  });

  test('is refused for a regression, in the file and in data that turn out to be one', () => {
    const file = {
      ...least,
      data: { kind: 'sine', labelNoise: 0.1 },
      training: { loss: 'meanSquaredError' },
    };
    expect(problemOf(() => parseExperiment(file)).message).toBe(
      'data.labelNoise: 0.1 with the regression data “Sine (regression)”; use 0.',
    );
    const spec = specOf('csv', { text: 'a,b\n1,0.5\n2,0.7\n3,0.1\n', labelNoise: 0.1 });
    const squared = { ...spec, training: { ...spec.training, loss: 'meanSquaredError' as const } };
    expect(problemOf(() => buildDataset(squared)).values.field).toBe('data.labelNoise');
  });

  test('is a field to compare and to sweep where there are classes', () => {
    const paths = (kind: 'moons' | 'sine') => fieldsOf(specOf(kind)).map(({ path }) => path);
    expect(paths('moons')).toContain('data.labelNoise');
    expect(paths('sine')).not.toContain('data.labelNoise');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { fieldMeta } from '../../../../src/base/entry';
import { loadData } from '../../../../src/data/build';
import { type DataSet, dataSets, type Samples } from '../../../../src/data/sets';
import { applies, type Shift, type ShiftKind, shifts, shiftsSchema } from '../../../../src/data/shifts';
import { createRandom } from '../../../../src/random/random';
import { problemOf } from '../../schema/experiments';
import { file, idx, specOf } from '../datasets';

const table = `a,b,c,kind\n${Array.from({ length: 30 }, (_, i) => `${i},${1000 + i * i},7,${'xyz'[i % 3]}`).join('\n')}\n`;
/** Samples of every kind that a shift can apply to. */
const specs = {
  plane: specOf('moons', { samples: 60, features: ['x', 'xy', 'sinY'] }),
  curve: specOf('sine', { samples: 30 }),
  vectors: specOf('gaussianNoise', { samples: 40, dimensions: 5, classes: 4 }),
  table: specOf('csv', { text: table }),
  pictures: specOf('digits', { samples: 60 }),
  oblong: specOf('idx', {
    images: file(
      idx(
        [12, 4, 7],
        Array.from({ length: 12 * 28 }, (_, i) => (i * i) % 256),
      ),
    ),
    labels: file(
      idx(
        [12],
        Array.from({ length: 12 }, (_, i) => i % 3),
      ),
    ),
  }),
} as const;
for (const spec of Object.values(specs)) await loadData(spec);
const given = Object.fromEntries(
  Object.entries(specs).map(([name, { data, seed }]) => [
    name,
    (dataSets[data.kind] as DataSet).samples(data, createRandom(seed, 'data')),
  ]),
) as Record<keyof typeof specs, Samples>;

const random = (seed = 1) => createRandom(seed, 'noise');
const shifted = (kind: ShiftKind, samples: Samples, fields: object, seed?: number): Samples =>
  (shifts[kind] as Shift).apply(samples, shiftsSchema.parse([{ kind, ...fields }])[0]!, random(seed));
const countOf = ({ inputs, features }: Samples) => inputs.length / features;
const classCounts = ({ outcome }: Samples) => {
  if (outcome.task === 'regression') throw new Error('a regression has no classes');
  return outcome.classNames.map((_, k) => outcome.labels.filter((label) => label === k).length);
};
/** The numbers of samples, without the function that expands their points. */
const numbers = ({ expand: _, ...rest }: Samples) => rest;
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

/** Fields of a shift within the range of its controls. */
const fieldsOf = (shift: Shift) =>
  fc.record(
    Object.fromEntries(
      Object.entries(shift.params as Record<string, z.ZodDefault<z.ZodType>>).map(([name, schema]) => {
        const range = fieldMeta.get(schema)?.sliderRange;
        if (!range) return [name, fc.constantFrom(...(schema.unwrap() as z.ZodEnum).options)];
        const whole = !schema.safeParse(range[0] + 0.5).success;
        const [min, max] = range;
        return [name, whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })];
      }),
    ),
  );

const pairs = Object.entries(shifts).flatMap(([kind, shift]) =>
  Object.entries(given)
    .filter(([, samples]) => applies(shift, samples))
    .map(([name, samples]) => ({ kind: kind as ShiftKind, shift: shift as Shift, name, samples })),
);

describe.each(pairs)('$kind of the $name', ({ kind, shift, samples }) => {
  test('does nothing at zero', () => {
    expect(numbers(shifted(kind, samples, shift.zero))).toEqual(numbers(samples));
  });

  test('is seen with its defaults, and leaves what it was given', () => {
    const before = structuredClone(numbers(samples));
    expect(numbers(shifted(kind, samples, {}))).not.toEqual(before);
    expect(numbers(samples)).toEqual(before);
  });

  test('keeps shapes, finite numbers and pixels in [0, 1]; the same for the same seed', () => {
    fc.assert(
      fc.property(fieldsOf(shift), fc.nat(), (drawn, seed) => {
        // If the data lack the class, there is an error; a test below checks it.
        const fields = 'towards' in drawn ? { ...drawn, towards: 0 } : drawn;
        const result = shifted(kind, samples, fields, seed);
        const count = countOf(result);
        expect(Number.isInteger(count)).toBe(true);
        if (shift.for !== 'classes') expect(count).toBe(countOf(samples));
        expect(result.features).toBe(samples.features);
        expect(result.inputs.every(Number.isFinite)).toBe(true);
        if (result.image) expect(result.inputs.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
        if (result.points) expect(result.expand!(result.points)).toEqual(result.inputs);
        const { outcome } = result;
        expect(outcome.task === 'classification' ? outcome.labels : outcome.targets).toHaveLength(count);
        expect(numbers(shifted(kind, samples, fields, seed))).toEqual(numbers(result));
      }),
      { numRuns: 25 },
    );
  });
});

describe('moving', () => {
  const { plane, pictures, table } = given;

  test('by 90° brings (x, y) to (−y, x)', () => {
    const { points } = shifted('rotation', plane, { degrees: 90 });
    const expected = plane.points!.map((_, k) => (k % 2 ? plane.points![k - 1]! : -plane.points![k + 1]!));
    expect(largestDifference(points!, expected)).toBeLessThan(1e-15);
  });

  test.each(['plane', 'vectors', 'table', 'pictures'] as const)('%s by 360° is no move', (name) => {
    const { inputs } = shifted('rotation', given[name], { degrees: 360 });
    expect(largestDifference(inputs, given[name].inputs)).toBeLessThan(1e-11);
  });

  test('rotations of a plane add up', () => {
    const angle = fc.integer({ min: -180, max: 180 });
    fc.assert(
      fc.property(angle, angle, (a, b) => {
        const turns = shifted('rotation', shifted('rotation', plane, { degrees: a }), { degrees: b });
        const once = shifted('rotation', plane, { degrees: a + b });
        expect(largestDifference(turns.points!, once.points!)).toBeLessThan(1e-14);
      }),
    );
  });

  test('a picture turns counter-clockwise by quarters, pixel by pixel', () => {
    const { inputs } = shifted('rotation', pictures, { degrees: 90 });
    const expected = pictures.inputs.map((_, k) => {
      const [picture, row, column] = [k - (k % 64), Math.floor((k % 64) / 8), k % 8];
      return pictures.inputs[picture + column * 8 + (7 - row)]!;
    });
    expect(largestDifference(inputs, expected)).toBeLessThan(1e-14);
  });

  test('a picture moves to the right and up, half its width being 1', () => {
    const { inputs } = shifted('translation', pictures, { x: 0.25, y: 0.5 });
    for (let k = 0; k < inputs.length; k++) {
      const [row, column] = [Math.floor((k % 64) / 8), k % 8];
      if (column < 1 || row > 5) continue;
      expect(inputs[k]).toBeCloseTo(pictures.inputs[k + 2 * 8 - 1]!, 12);
    }
  });

  test('a picture keeps its mass when it grows: so much more area', () => {
    const disc = Float64Array.from({ length: 32 * 32 }, (_, p) =>
      Math.hypot((p % 32) - 15.5, Math.floor(p / 32) - 15.5) < 6 ? 1 : 0,
    );
    const { image: _, ...rest } = pictures;
    const samples = { ...rest, inputs: disc, features: 1024, image: { width: 32, height: 32 } };
    const mass = (x: Float64Array) => x.reduce((a, b) => a + b);
    const grown = shifted('scale', samples, { factor: 1.5 });
    expect(mass(grown.inputs) / mass(disc)).toBeCloseTo(2.25, 1);
  });

  test('of a table the first two columns move, in their standard deviations', () => {
    const { inputs } = shifted('translation', table, { x: 1, y: -2 });
    const spread = (column: number) => {
      const values = Array.from({ length: 30 }, (_, i) => table.inputs[3 * i + column]!);
      const mean = values.reduce((a, b) => a + b) / 30;
      return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 30);
    };
    for (let i = 0; i < 30; i++) {
      expect(inputs[3 * i]! - table.inputs[3 * i]!).toBeCloseTo(spread(0), 9);
      expect(inputs[3 * i + 1]! - table.inputs[3 * i + 1]!).toBeCloseTo(-2 * spread(1), 9);
      expect(inputs[3 * i + 2]).toBe(7);
    }
  });
});

describe('which samples there are', () => {
  const balanced = (() => {
    const { data } = specOf('gaussianNoise', { samples: 4000, dimensions: 2, classes: 4 });
    const labels = Int32Array.from({ length: 4000 }, (_, i) => i % 4);
    const samples = (dataSets.gaussianNoise as DataSet).samples(data, random());
    return { ...samples, outcome: { ...samples.outcome, labels } } as Samples;
  })();

  test('imbalance of 8 halves from class to class of four', () => {
    expect(classCounts(shifted('classImbalance', balanced, { ratio: 8 }))).toEqual([1000, 500, 250, 125]);
  });

  test('a label shift gives the class priors that it promises, and all of the favoured class', () => {
    const counts = classCounts(shifted('labelShift', balanced, { towards: 2, strength: 0.6 }));
    const total = counts.reduce((a, b) => a + b);
    expect(counts[2]).toBe(1000);
    expect(counts[2]! / total).toBeCloseTo(0.4 * 0.25 + 0.6, 2);
    for (const k of [0, 1, 3]) expect(counts[k]! / total).toBeCloseTo(0.4 * 0.25, 2);
  });

  test('no class is lost, and rows stay whole', () => {
    const few = shifted('labelShift', balanced, { towards: 1, strength: 1 });
    expect(classCounts(few)).toEqual([1, 1000, 1, 1]);
    const rows = new Map(
      Array.from({ length: 4000 }, (_, i) => [balanced.inputs[2 * i]!, balanced.inputs[2 * i + 1]!]),
    );
    for (let i = 0; i < countOf(few); i++) expect(few.inputs[2 * i + 1]).toBe(rows.get(few.inputs[2 * i]!));
  });

  test('a class that the data lack gets one sentence', () => {
    expect(problemOf(() => shifted('labelShift', balanced, { towards: 4 })).message).toBe(
      'labelShift.towards: class 4, of which there is no sample; use a class from 0 to 3.',
    );
  });
});

describe('what is lost or added', () => {
  const { pictures, vectors, plane } = given;
  const constantColumns = ({ inputs, features }: Samples) =>
    Array.from({ length: features }, (_, j) => j).filter((j) =>
      inputs.every((value, k) => k % features !== j || value === 0),
    );

  test('dropped features are 0 in every sample', () => {
    expect(constantColumns(shifted('featureDrop', vectors, { share: 0.4, which: 'random' }))).toHaveLength(2);
    expect(constantColumns(shifted('featureDrop', vectors, { share: 0.4, which: 'first' }))).toEqual([0, 1]);
    expect(constantColumns(shifted('featureDrop', vectors, { share: 0.4, which: 'last' }))).toEqual([3, 4]);
  });

  test('first and last halves are two views that share no pixel', () => {
    const lost = (['first', 'last'] as const).map((which) => {
      const { inputs } = shifted('featureDrop', pictures, { share: 0.5, which });
      return inputs.map((value, k) => pictures.inputs[k]! - value);
    });
    expect(pictures.inputs.every((value, k) => value === lost[0]![k]! + lost[1]![k]!)).toBe(true);
    expect(lost[0]!.every((value, k) => value === 0 || lost[1]![k] === 0)).toBe(true);
  });

  test('of a plane a coordinate is lost, and with it what is made of it', () => {
    const { points, inputs } = shifted('featureDrop', plane, { share: 0.5, which: 'first' });
    expect(points!.every((value, k) => k % 2 === 1 || value === 0)).toBe(true);
    expect(inputs.every((value, k) => k % 3 === 2 || value === 0)).toBe(true);
  });

  test('noise has the standard deviation that it promises', () => {
    const many = (dataSets.gaussianNoise as DataSet).samples(
      specOf('gaussianNoise', { samples: 20_000, dimensions: 1 }).data,
      random(2),
    );
    const stretched = { ...many, inputs: many.inputs.map((value) => 50 * value) };
    const { inputs } = shifted('noise', stretched, { sd: 0.5 }, 3);
    const added = inputs.map((value, k) => value - stretched.inputs[k]!);
    const rms = (x: Float64Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length);
    // 5 standard errors of a sample standard deviation: 5/√40000.
    expect(Math.abs(rms(added) / rms(stretched.inputs) / 0.5 - 1)).toBeLessThan(0.05);
  });

  test('inverting twice is the picture again', () => {
    const twice = shifted('invert', shifted('invert', pictures, {}), {});
    expect(largestDifference(twice.inputs, pictures.inputs)).toBeLessThan(1e-15);
  });

  test('thickness only adds ink, thinning only takes it; a blur keeps the mean of a flat picture', () => {
    const thick = shifted('thickness', pictures, { radius: 1.5 }).inputs;
    const thin = shifted('thickness', pictures, { radius: -1.5 }).inputs;
    expect(thick.every((value, k) => value >= pictures.inputs[k]!)).toBe(true);
    expect(thin.every((value, k) => value <= pictures.inputs[k]!)).toBe(true);
    const flat = { ...pictures, inputs: pictures.inputs.map(() => 0.4) };
    expect(largestDifference(shifted('blur', flat, { sd: 2 }).inputs, flat.inputs)).toBeLessThan(1e-15);
  });

  test('a blurred dot is a Gaussian', () => {
    const dot = {
      ...pictures,
      inputs: new Float64Array(15 * 15),
      features: 225,
      image: { width: 15, height: 15 },
    };
    dot.inputs[7 * 15 + 7] = 1;
    const { inputs } = shifted('blur', dot, { sd: 1 });
    const ratio = (row: number, column: number) => inputs[row * 15 + column]! / inputs[7 * 15 + 7]!;
    expect(ratio(7, 9)).toBeCloseTo(Math.exp(-2), 12);
    expect(ratio(6, 8)).toBeCloseTo(Math.exp(-1), 12);
    expect(inputs.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  test('clutter only brightens, and not beyond its brightness', () => {
    const { inputs } = shifted('clutter', pictures, { scraps: 8, strength: 0.5 });
    expect(inputs.every((v, k) => v === pictures.inputs[k]! || (v > pictures.inputs[k]! && v <= 0.5))).toBe(
      true,
    );
  });
});

test('at most eight shifts, each of a known kind with known fields', () => {
  const refused = [
    Array.from({ length: 9 }, () => ({ kind: 'invert' })),
    [{ kind: 'mirror' }],
    [{ kind: 'invert', angle: 3 }],
    [{ kind: 'labelShift', strength: 1.5 }],
  ];
  for (const value of refused) expect(shiftsSchema.safeParse(value).success).toBe(false);
  expect(shiftsSchema.parse([{ kind: 'rotation' }])).toEqual([{ kind: 'rotation', degrees: 30 }]);
});

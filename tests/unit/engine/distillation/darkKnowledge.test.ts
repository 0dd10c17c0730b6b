import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  classSimilarity,
  entropyAt,
  errorsOverBias,
  errorsWithBias,
  offDiagonalRange,
  temperaturesBetween,
} from '../../../../src/engine/distillation/darkKnowledge';
import { argmax } from '../../../../src/engine/numeric/argmax';
import { softmax } from '../../../../src/engine/numeric/softmax';

const classes = 4;
const logit = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -30, max: 30, noNaN: true }));
const answers = fc
  .array(fc.tuple(fc.tuple(logit, logit, logit, logit), fc.nat(classes - 1)), { minLength: 1, maxLength: 20 })
  .map((rows) => ({
    logits: Float64Array.from(rows.flatMap(([logits]) => logits)),
    labels: rows.map(([, label]) => label),
  }));

describe('the temperature', () => {
  test('entropy rises with the temperature, from 0 towards ln K', () => {
    fc.assert(
      fc.property(answers, ({ logits }) => {
        const over = temperaturesBetween(0.05, 5000, 12).map((T) => entropyAt(logits, classes, T));
        for (let i = 1; i < over.length; i++) expect(over[i]).toBeGreaterThanOrEqual(over[i - 1]! - 1e-12);
        expect(over.at(-1)).toBeCloseTo(Math.log(classes), 3);
      }),
    );
    expect(entropyAt([40, 0, 0, 0], classes, 1)).toBeLessThan(1e-14);
    // The entropy is one bit if two classes are equally likely and the others impossible.
    expect(entropyAt([7, 7, -900, -900], classes, 1)).toBeCloseTo(Math.log(2), 12);
  });

  test('the temperatures have equal ratios and include both ends', () => {
    const all = temperaturesBetween(0.5, 50, 5);
    expect(all[0]).toBe(0.5);
    expect(all[4]).toBeCloseTo(50, 12);
    for (let i = 1; i < 5; i++) expect(all[i]! / all[i - 1]!).toBeCloseTo(100 ** 0.25, 12);
  });
});

test('class similarity is the mean probability that a class’s samples give to another; rows sum to 1', () => {
  const logits = [2, 1, 0, 0, 4, 1, 0, 0, 0, 3, 3, 0];
  const found = classSimilarity(logits, [0, 0, 2], classes, 2);
  const soft = softmax(logits, classes, 2);
  for (let k = 0; k < classes; k++) {
    expect(found[k]).toBeCloseTo((soft[k]! + soft[classes + k]!) / 2, 12);
    expect(found[2 * classes + k]).toBeCloseTo(soft[2 * classes + k]!, 12);
    // A class without samples has no numbers.
    expect(found[classes + k]).toBeNaN();
  }
  expect(found.slice(0, classes).reduce((sum, p) => sum + p)).toBeCloseTo(1, 12);
});

test('the range beside the diagonal leaves out the diagonal, and rows without numbers', () => {
  const none = Number.NaN;
  expect(offDiagonalRange([0.9, 0.2, 0.1, 0.3, 0.7, 0.05, none, none, none], 3)).toEqual([0.05, 0.3]);
  expect(offDiagonalRange([0.5, 0.5, 0.5, 0.5], 2)).toBeUndefined();
});

describe('a raised bias', () => {
  test('counts the wrong answers that the lifted logits give', () => {
    fc.assert(
      fc.property(
        answers,
        fc.nat(classes - 1),
        fc.array(logit, { minLength: 1, maxLength: 5 }),
        ({ logits, labels }, raised, biases) => {
          const found = errorsOverBias(logits, labels, classes, raised, biases);
          biases.forEach((bias, i) => {
            const lifted = logits.map((z, at) => (at % classes === raised ? z + bias : z));
            const wrong = labels.map((label, row) => argmax(lifted, row, classes) !== label);
            const own = wrong.filter((_, row) => labels[row] === raised);
            expect(found[i]).toEqual({
              all: wrong.filter(Boolean).length,
              ofClass: own.filter(Boolean).length,
              samples: own.length,
            });
          });
        },
      ),
    );
  });

  test('lifts a class that is never answered, at the others’ expense once it is too high', () => {
    // The student knows the class, but its bias is 2 too low.
    const logits = [3, 0, 0, 2, 0, 0, 1.5, 0, 2.2, 4, 0, 0];
    const labels = [0, 0, 2, 0];
    expect(errorsWithBias(logits, labels, 3, 2, 0)).toEqual({ all: 0, ofClass: 0, samples: 1 });
    const low = logits.map((z, i) => (i % 3 === 2 ? z - 2 : z));
    expect(errorsWithBias(low, labels, 3, 2, 0)).toEqual({ all: 1, ofClass: 1, samples: 1 });
    expect(errorsWithBias(low, labels, 3, 2, 2)).toEqual({ all: 0, ofClass: 0, samples: 1 });
    expect(errorsWithBias(low, labels, 3, 2, 10)).toEqual({ all: 3, ofClass: 0, samples: 1 });
  });
});

import { describe, expect, test } from 'vitest';
import {
  calibrationByChance,
  calibrationError,
  reliability,
} from '../../../../src/engine/distillation/logitMetrics';
import { createRandom } from '../../../../src/random/random';

const classes = 3;
const draws = 800;

/** Confidences of `rows` samples, and how sure they are: uniform, near 1, or near chance. */
const shapes = {
  'of every size': (u: number) => 1 / classes + (1 - 1 / classes) * u,
  'near certainty': (u: number) => 1 - 0.02 * u ** 3,
  'near chance': (u: number) => 0.4 + 0.1 * u,
} as const;

/** Probabilities with the given confidence in class 0, the rest alike. */
function probabilities(rows: number, confidence: (u: number) => number): Float64Array {
  const random = createRandom(rows, 'data');
  const values = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const sure = confidence(random.uniform());
    values.fill((1 - sure) / (classes - 1), row * classes, (row + 1) * classes);
    values[row * classes] = sure;
  }
  return values;
}

/** The mean ECE over draws in which each answer is right with exactly its confidence, and its standard error. */
function simulated(values: Float64Array, rows: number) {
  const random = createRandom(7 * rows, 'noise');
  const errors = Array.from({ length: draws }, () => {
    const labels = Int32Array.from({ length: rows }, (_, row) =>
      random.uniform() < values[row * classes]! ? 0 : 1,
    );
    return calibrationError(reliability(values, labels, classes));
  });
  const mean = errors.reduce((sum, error) => sum + error, 0) / draws;
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (draws - 1);
  return { mean, error: Math.sqrt(variance / draws) };
}

describe.each(Object.entries(shapes))('confidences %s', (_name, confidence) => {
  test.each([60, 360, 2000])('the ECE of a perfectly calibrated predictor on %i samples', (rows) => {
    const values = probabilities(rows, confidence);
    const told = calibrationByChance(reliability(values, new Int32Array(rows), classes));
    const { mean, error } = simulated(values, rows);
    // The closed form takes the normal distribution for a sum of few coins: within 8 % of the mean, or its sampling error.
    expect(Math.abs(told - mean)).toBeLessThan(Math.max(0.08 * mean, 4 * error));
    expect(mean).toBeGreaterThan(0);
  });
});

test('it shrinks as one over the root of the number of samples', () => {
  const at = (rows: number) =>
    calibrationByChance(
      reliability(probabilities(rows, shapes['of every size']), new Int32Array(rows), classes),
    );
  expect(at(400) / at(1600)).toBeGreaterThan(1.8);
  expect(at(400) / at(1600)).toBeLessThan(2.2);
});

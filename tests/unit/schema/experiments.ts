import { Problem } from '../../../src/base/problem';
import { type ExperimentSpec, experimentSchema } from '../../../src/schema/experiment';

/** The required fields of an experiment file. All others have defaults. */
export const least = {
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'moons' },
  network: { depth: 3, width: 4, activation: 'relu' },
} as const;

export const experiment = (fields: Readonly<Record<string, unknown>> = {}): ExperimentSpec =>
  experimentSchema.parse({ ...least, ...fields });

/** The Problem that a function throws. The test fails if it throws another error or none. */
export function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('no Problem was thrown');
}

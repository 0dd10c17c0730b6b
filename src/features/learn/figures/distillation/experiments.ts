import { type Distillation, parseDistillation } from '../../../../schema/distillation';
import { distillations } from '../../../../schema/distillations';
import type { ExperimentSpec } from '../../../../schema/experiment';
import { parseExperiment } from '../../../../schema/parse';

const header = { format: 'gradient-lab/experiment', version: 1 } as const;
const relu = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const adam = (learningRate: number) => ({ kind: 'adam', learningRate }) as const;

/** Handwritten digits, for the teacher whose answers are looked at, and for a student that has hardly begun. */
const onDigits = (name: string, width: number, steps: number): ExperimentSpec =>
  parseExperiment({
    ...header,
    name,
    seed: 1,
    data: { kind: 'digits' },
    network: { depth: 2, width, ...relu },
    training: { optimizer: adam(0.002), batchSize: 64, steps },
  });
export const digitTeacher = onDigits('A teacher of digits', 64, 400);
export const youngStudent = onDigits('A student after 20 steps', 16, 20);

/** Wrong labels on a spiral, smaller than the ready distillation of that name: what every control tells. */
export function spiralControls(seed: number): Distillation {
  const { distillation } = distillations.noisySpiral;
  const { teacher, student } = distillation;
  return parseDistillation({
    ...distillation,
    teacher: {
      ...teacher,
      seed: 500 + seed,
      data: { ...teacher.data, samples: 2000 },
      network: { depth: 2, width: 32, ...relu },
      training: { optimizer: adam(0.01), batchSize: 64, steps: 600 },
    },
    student: { ...student, seed, training: { ...student.training, steps: 1000 } },
    transfer: {},
    method: [
      { kind: 'hinton', alpha: 0, temperature: 4 },
      { kind: 'hinton', alpha: 0, temperature: 4, teacherOutputs: 'shuffledInClass' },
    ],
    seeds: 3,
  });
}
/** Its students, by the names of their texts. */
export const spiralStudents = ['hard', 'smoothed', 'argmax', 'soft', 'shuffled'] as const;

/** A class that no student saw, smaller than the ready distillation of that name. */
export function unseenClass(seed: number): Distillation {
  const { distillation } = distillations.missingClass;
  const { teacher, student } = distillation;
  return parseDistillation({
    ...distillation,
    teacher: {
      ...teacher,
      seed: 500 + seed,
      data: { kind: 'drawnDigits', samples: 2000, testFraction: 0.1 },
      network: { depth: 1, width: 64, ...relu },
      training: { optimizer: adam(0.004), batchSize: 64, steps: 400 },
    },
    student: {
      ...student,
      seed,
      data: { kind: 'drawnDigits', samples: 2000, testFraction: 0.25 },
      network: { depth: 1, width: 32, ...relu },
      training: { optimizer: adam(0.005), batchSize: 64, steps: 400 },
    },
    controls: [{ kind: 'hardLabels' }],
    method: [
      { kind: 'hinton', alpha: 0, temperature: 1 },
      { kind: 'hinton', alpha: 0, temperature: 20 },
    ],
    seeds: 3,
  });
}

/** The first distillation of many tutorials, on random numbers. */
export const tutorial = (seed: number): Distillation => {
  const { distillation } = distillations.classicTutorial;
  const { teacher, student } = distillation;
  return parseDistillation({
    ...distillation,
    teacher: { ...teacher, seed },
    student: { ...student, seed },
    seeds: 3,
  });
};

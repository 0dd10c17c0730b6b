import { type Distillation, parseDistillation } from '../../../../schema/distillation';
import { distillations } from '../../../../schema/distillations';

/** The depths of the student between which the reader chooses. */
export const depths = ['6', '12'] as const;
export type Depth = (typeof depths)[number];
export const seeds = [1, 2, 3];

/** Its students, by the names of their texts. */
export const students = ['hard', 'soft', 'hints', 'hardNormalized', 'softNormalized'] as const;
export type Student = (typeof students)[number];

/** The ready distillation on vanishing gradients, smaller: sigmoid students whose signal vanishes, and normalized ones. */
export function sickStudents(depth: Depth, seed: number): Distillation {
  const { distillation } = distillations.vanishing;
  const { teacher, student } = distillation;
  const data = { ...student.data, samples: 400 };
  const normalized = { network: { normalization: 'batch' } };
  const soft = { kind: 'hinton', alpha: 0, temperature: 4 };
  return parseDistillation({
    ...distillation,
    name: `${depth} sigmoid layers, taught`,
    teacher: {
      ...teacher,
      seed: 500 + seed,
      data,
      network: { depth: 2, width: 20, activation: 'tanh' },
      training: { ...teacher.training, steps: 400 },
    },
    student: {
      ...student,
      seed,
      data,
      network: { ...student.network, depth: Number(depth) },
      training: { optimizer: { kind: 'sgd', learningRate: 0.2 }, steps: 1500 },
    },
    controls: [{ kind: 'hardLabels' }, { kind: 'hardLabels', ...normalized }],
    method: [soft, { kind: 'hints', stages: 'joint' }, { ...soft, ...normalized }],
    seeds: 3,
  });
}

/** Where a student stands in the file: controls come first. */
export const placeOf: Record<Student, number> = {
  hard: 0,
  hardNormalized: 1,
  soft: 2,
  hints: 3,
  softNormalized: 4,
};

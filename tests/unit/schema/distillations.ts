import type { z } from 'zod';
import {
  type Distillation,
  type distillationSchema,
  parseDistillation,
} from '../../../src/schema/distillation';

type Written = z.input<typeof distillationSchema>;

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  seed: 3,
  data: { kind: 'spiral', samples: 60, testFraction: 0.4, turns: 0.5 },
  network: { depth: 2, width: 5, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
  training: { optimizer: { kind: 'adam', learningRate: 0.02 }, batchSize: 8, steps: 20 },
} as const;

/** A small distillation in file form with the given changes; `teacher` and `student` are changed field by field. */
export const writtenDistillation = ({
  teacher = {},
  student = {},
  ...changes
}: Record<string, unknown> & { teacher?: object; student?: object } = {}): Written =>
  ({
    format: 'gradient-lab/distillation',
    version: 1,
    teacher: { ...experiment, seed: 9, network: { ...experiment.network, width: 7 }, ...teacher },
    student: { ...experiment, ...student },
    method: [],
    ...changes,
  }) as Written;

/** The same, parsed. */
export const smallDistillation = (changes: Parameters<typeof writtenDistillation>[0] = {}): Distillation =>
  parseDistillation(writtenDistillation(changes));

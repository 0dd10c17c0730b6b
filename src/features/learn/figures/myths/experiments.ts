import type { ActivationName } from '../../../../engine/activations';
import { type Distillation, parseDistillation } from '../../../../schema/distillation';
import type { ExperimentSpec } from '../../../../schema/experiment';
import { parseExperiment } from '../../../../schema/parse';

const header = { format: 'gradient-lab/experiment', version: 1 } as const;

interface Moons {
  readonly depth: number;
  readonly activation: ActivationName;
  readonly initializer: 'glorotNormal' | 'heNormal';
  readonly optimizer: 'sgd' | 'adam';
  readonly learningRate: number;
  readonly steps: number;
}

/** A deep network of 32 units a layer on the two moons. */
const moons = ({ depth, activation, initializer, optimizer, learningRate, steps }: Moons, seed: number) =>
  parseExperiment({
    ...header,
    name: `${depth} × 32 ${activation}, ${initializer}, ${optimizer}`,
    seed,
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: { depth, width: 32, activation, initializer: { kind: initializer } },
    training: { optimizer: { kind: optimizer, learningRate }, batchSize: 32, steps },
  });

/** An experiment by its seed. */
export type Seeded = (seed: number) => ExperimentSpec;

/** Thirty ReLU layers with Xavier's and with He's weights. */
export const thirtyLayers = (initializer: 'glorotNormal' | 'heNormal'): Seeded => {
  const rest = { depth: 30, activation: 'relu', optimizer: 'sgd', learningRate: 0.02, steps: 600 } as const;
  return (seed) => moons({ ...rest, initializer }, seed);
};

/** Sigmoid layers with Xavier's weights under plain gradient descent and under Adam. */
export const sigmoidLayers = (depth: number, optimizer: 'sgd' | 'adam'): Seeded => {
  const learningRate = optimizer === 'adam' ? 0.01 : 0.1;
  const rest = { activation: 'sigmoid', initializer: 'glorotNormal', steps: 400 } as const;
  return (seed) => moons({ ...rest, depth, optimizer, learningRate }, seed);
};

/** Hidden layers and units of the two teachers. */
export const teachers = { small: [1, 8], big: [3, 64] } as const;
export type Teacher = keyof typeof teachers;

/** A teacher that has learned from ninety points, a fifth of them wrong, and a student that learns from the same points. */
export function noisyTeacher(size: Teacher, seed: number): Distillation {
  const data = {
    kind: 'spiral',
    noise: 0.03,
    arms: 3,
    turns: 0.6,
    samples: 900,
    testFraction: 0.9,
    labelNoise: 0.2,
  };
  const training = { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 32, steps: 1500 };
  const network = (depth: number, width: number) => ({
    depth,
    width,
    activation: 'relu',
    initializer: { kind: 'heNormal' },
  });
  return parseDistillation({
    format: 'gradient-lab/distillation',
    version: 1,
    name: `A ${size} teacher`,
    teacher: {
      ...header,
      name: 'Teacher',
      seed,
      data,
      network: network(teachers[size][0], teachers[size][1]),
      training,
    },
    student: { ...header, name: 'Student', seed, data, network: network(2, 12), training },
    controls: [{ kind: 'hardLabels' }],
    method: [{ kind: 'hinton', alpha: 0, temperature: 4 }],
    seeds: 1,
  });
}

import type { z } from 'zod';
import type { ActivationName } from '../../../../engine/activations';
import type { ExperimentSpec, experimentSchema } from '../../../../schema/experiment';
import { parseExperiment } from '../../../../schema/parse';
import type { Seeded } from '../myths/experiments';

type Network = Partial<z.input<typeof experimentSchema>['network']>;
type Training = Partial<z.input<typeof experimentSchema>['training']>;

/** A network of 32 units a layer on the two moons, by default the sick one: twenty sigmoid layers with Xavier's weights under SGD. */
const onMoons = (name: string, seed: number, network: Network, training: Training = {}): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    name,
    seed,
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: {
      depth: 20,
      width: 32,
      activation: 'sigmoid',
      initializer: { kind: 'glorotNormal' },
      ...network,
    },
    training: { optimizer: { kind: 'sgd', learningRate: 0.05 }, batchSize: 32, steps: 400, ...training },
  });

/** What is changed in the sick network, one remedy at a time; the last takes several together. */
const changes = {
  none: {},
  clipping: { training: { clipNorm: 1 } },
  largeWeights: { network: { initializer: { kind: 'meanField', sigmaW: 10, sigmaB: 0 } } },
  layerNorm: { network: { normalization: 'layer' } },
  batchNorm: { network: { normalization: 'batch' } },
  skips: { network: { residual: true } },
  tanh: { network: { activation: 'tanh' } },
  tanhOrthogonal: { network: { activation: 'tanh', initializer: { kind: 'orthogonal' } } },
  relu: { network: { activation: 'relu' } },
  reluHe: { network: { activation: 'relu', initializer: { kind: 'heNormal' } } },
  leakyHe: { network: { activation: 'leakyRelu', initializer: { kind: 'heNormal' } } },
  selu: { network: { activation: 'selu', initializer: { kind: 'lecunNormal' } } },
  together: {
    network: {
      activation: 'relu',
      initializer: { kind: 'heNormal' },
      normalization: 'layer',
      residual: true,
    },
    training: { clipNorm: 1 },
  },
} as const satisfies Record<string, { network?: Network; training?: Training }>;

export type Remedy = keyof typeof changes;
export const remedies = Object.keys(changes) as readonly Remedy[];

/** The sick network with one remedy. */
export function remedied(remedy: Remedy, seed: number): ExperimentSpec {
  const { network, training }: { network?: Network; training?: Training } = changes[remedy];
  return onMoons(`Twenty layers: ${remedy}`, seed, network ?? {}, training);
}

/** The rules for the weights that the variance argument compares. */
export const weightRules = ['lecunNormal', 'glorotNormal', 'heNormal', 'orthogonal'] as const;
export type WeightRule = (typeof weightRules)[number];

/** Fifty layers of 64 units, for measuring at initialization. */
export const fiftyLayers = (activation: ActivationName, rule: WeightRule, seed: number): ExperimentSpec =>
  onMoons(`50 × 64 ${activation}, ${rule}`, seed, {
    depth: 50,
    width: 64,
    activation,
    initializer: { kind: rule },
  });

/** How the layers of the normalization figure are built. */
export const buildings = ['plain', 'batch', 'layer', 'skips', 'batchSkips'] as const;
export type Building = (typeof buildings)[number];

/** ReLU layers with He's weights, built in one of several ways. */
export const normalized = (building: Building, depth: number, seed: number): ExperimentSpec =>
  onMoons(`${depth} × 64 ReLU, ${building}`, seed, {
    depth,
    width: 64,
    activation: 'relu',
    initializer: { kind: 'heNormal' },
    normalization:
      building === 'batch' || building === 'batchSkips' ? 'batch' : building === 'layer' ? 'layer' : 'none',
    residual: building === 'skips' || building === 'batchSkips',
  });

/** The learning rates of the figure on units that no longer answer. */
export const rates = [0.001, 0.01, 0.03, 0.1, 0.3];

/** Three layers under Adam at a learning rate: the higher it is, the more ReLU units end with slope 0 on a whole batch. */
export const underRate = (
  activation: 'relu' | 'leakyRelu',
  learningRate: number,
  seed: number,
): ExperimentSpec =>
  onMoons(
    `3 × 32 ${activation}, Adam ${learningRate}`,
    seed,
    { depth: 3, activation, initializer: { kind: 'heNormal' } },
    { optimizer: { kind: 'adam', learningRate }, steps: 300 },
  );

/** Twenty tanh layers whose weights are much too large, with and without a limit for the gradient's norm. */
export const tooLarge =
  (clipped: boolean): Seeded =>
  (seed) =>
    onMoons(
      clipped ? '20 × 32 tanh, σw = 2.5, clipped' : '20 × 32 tanh, σw = 2.5',
      seed,
      { activation: 'tanh', initializer: { kind: 'meanField', sigmaW: 2.5, sigmaB: 0 } },
      clipped ? { clipNorm: 1 } : {},
    );

import type { RuleName } from '../../../../src/engine/diagnosis';
import type { Sketch } from './experiment';

/** Evidence, independent of any rule, that an experiment has a fault; see `truths.ts`. */
export type Truth =
  | 'unlearned'
  | 'alike'
  | 'dead'
  | 'flat'
  | 'unchanged'
  | 'uneven'
  | 'worseOnTest'
  | 'motionless'
  | 'fixed';

/** An experiment with a fault of a known cause. */
export interface Fault {
  readonly sketch: Sketch;
  readonly truths: readonly Truth[];
  /** Changes that remove only the cause. With them the network learns. */
  readonly mend?: Sketch;
  /** Other rules that are also correct for this experiment. */
  readonly also?: readonly RuleName[];
  /** Those of them that may come first, because they name a cause of the fault or are equally true. */
  readonly causes?: readonly RuleName[];
}

const deep = (activation: string, initializer: object, depth: number, more: object = {}) => ({
  activation,
  initializer,
  depth,
  ...more,
});
const glorot = { kind: 'glorotNormal' };
const he = { kind: 'heNormal' };

/** Small weights in a deep ReLU network, or slopes below 1/4. Weights at the critical point are the remedy. */
const vanishing = (network: object, mended: object, more: Sketch = {}): Fault => ({
  sketch: { ...more, network },
  truths: ['unlearned'],
  mend: { ...more, network: mended },
  also: ['imbalance', 'plateau', 'underflow', 'dyingUnits'],
});
const exploding = (network: object, mended: object, more: Sketch = {}): Fault => ({
  sketch: { ...more, network },
  truths: ['unlearned'],
  mend: { ...more, network: mended },
  also: ['dyingUnits', 'imbalance', 'plateau', 'saturation'],
});
const largeRate = (
  sketch: Sketch,
  usual: number,
  also: RuleName[] = [
    'dyingUnits',
    'saturation',
    'plateau',
    'imbalance',
    'vanishing',
    'exploding',
    'underflow',
  ],
): Fault => ({
  sketch,
  truths: ['unlearned'],
  mend: { ...sketch, rate: usual },
  also,
});
const symmetric = (network: object, more: Sketch = {}): Fault => ({
  sketch: { ...more, network },
  truths: ['alike'],
  also: ['plateau', 'vanishing', 'dyingUnits', 'imbalance', 'underflow', 'exploding', 'saturation'],
});
const inline = (widths: readonly number[], value: number, bias: number) => ({
  kind: 'inline',
  layers: widths.slice(1).map((fanOut, l) => ({
    weights: Array.from({ length: widths[l]! }, (_, i) =>
      Array.from({ length: fanOut }, () => value * (l === 0 ? 1 + i : 1)),
    ),
    biases: Array.from({ length: fanOut }, () => bias),
  })),
});
const saturated = (network: object, mended: object, more: Sketch = {}): Fault => ({
  sketch: { ...more, network },
  truths: ['flat', 'unlearned'],
  mend: { ...more, network: mended },
  also: ['exploding', 'vanishing', 'imbalance', 'plateau', 'underflow', 'dyingUnits'],
  causes: ['exploding'],
});
const dead = (network: object, mended: object, more: Sketch = {}): Fault => ({
  sketch: { ...more, network },
  truths: ['dead', 'unlearned'],
  mend: { ...more, network: mended },
  also: ['plateau', 'symmetry', 'vanishing'],
  causes: ['symmetry'],
});
const killed = (rate: number, sketch: Sketch, depth: number): Fault => ({
  sketch: { ...sketch, network: deep('relu', he, depth), rate },
  truths: ['dead', 'unlearned'],
  mend: { ...sketch, network: deep('relu', he, depth), rate: sketch.optimizer ? 0.01 : 0.05 },
  also: ['largeRate', 'plateau', 'imbalance'],
  causes: ['largeRate'],
});
const overfit = (sketch: Sketch): Fault => ({ sketch, truths: ['worseOnTest'] });
const still = (sketch: Sketch, mended: Sketch): Fault => ({
  sketch: { steps: 800, ...sketch },
  truths: ['motionless', 'unlearned'],
  mend: { ...sketch, ...mended },
});

/** Each fault at three or more strengths, by the rule that should find it. */
export const faults: Partial<Record<RuleName, Record<string, Fault>>> = {
  vanishing: {
    'sigmoid, 6 layers': vanishing(deep('sigmoid', glorot, 6), deep('relu', he, 6)),
    'sigmoid, 12 layers': vanishing(deep('sigmoid', glorot, 12), deep('relu', he, 12)),
    'sigmoid, 20 layers': vanishing(deep('sigmoid', glorot, 20), deep('relu', he, 20)),
    'sigmoid, 4 layers, 400 steps': vanishing(deep('sigmoid', glorot, 4), deep('relu', he, 4), {
      steps: 400,
    }),
    'small ReLU weights, 8 layers': vanishing(
      deep('relu', { kind: 'meanField', sigmaW: 0.5 }, 8),
      deep('relu', { kind: 'meanField', sigmaW: Math.SQRT2 }, 8),
    ),
    'small ReLU weights, 16 layers': vanishing(
      deep('relu', { kind: 'meanField', sigmaW: 0.3 }, 16),
      deep('relu', { kind: 'meanField', sigmaW: Math.SQRT2 }, 16),
    ),
    'small tanh weights, 10 layers': vanishing(
      deep('tanh', { kind: 'glorotNormal', gain: 0.3 }, 10),
      deep('tanh', { kind: 'glorotNormal', gain: 1.2 }, 10),
    ),
    'GELU with Glorot, 16 layers': vanishing(
      deep('gelu', glorot, 16),
      deep('gelu', { kind: 'heNormal', gain: 1.3 }, 16),
      { steps: 600 },
    ),
  },
  exploding: {
    'twice He, 16 layers': exploding(deep('relu', { ...he, gain: 2 }, 16), deep('relu', he, 16)),
    'twice He, 20 layers': exploding(deep('relu', { ...he, gain: 2 }, 20), deep('relu', he, 20)),
    'three times He, 10 layers': exploding(deep('relu', { ...he, gain: 3 }, 10), deep('relu', he, 10)),
    'four times He, 6 layers': exploding(deep('relu', { ...he, gain: 4 }, 6), deep('relu', he, 6)),
    'leaky ReLU, 2.5 times He': exploding(
      deep('leakyRelu', { ...he, gain: 2.5 }, 12),
      deep('leakyRelu', he, 12),
    ),
    'linear, four times LeCun': exploding(
      deep('linear', { kind: 'lecunNormal', gain: 4 }, 8),
      deep('linear', { kind: 'lecunNormal' }, 8),
      {
        data: { kind: 'linear', samples: 200, noise: 0.1 },
        training: { loss: 'meanSquaredError' },
        rate: 0.01,
      },
    ),
    'twice He, 200 layers: the first pass overflows': exploding(
      deep('relu', { ...he, gain: 2 }, 200),
      deep('relu', he, 16),
      { steps: 200 },
    ),
    'twice He, 20 layers, small rate': exploding(deep('relu', { ...he, gain: 2 }, 20), deep('relu', he, 20), {
      rate: 0.02,
    }),
  },
  largeRate: {
    'tanh at 10': largeRate({ network: deep('tanh', glorot, 5), rate: 10 }, 0.2),
    'tanh at 30': largeRate({ network: deep('tanh', glorot, 5), rate: 30 }, 0.2),
    'tanh at 100': largeRate({ network: deep('tanh', glorot, 5), rate: 100 }, 0.2),
    'ReLU at 2': largeRate({ network: deep('relu', he, 6), rate: 2 }, 0.1),
    'ReLU at 3': largeRate({ network: deep('relu', he, 6), rate: 3 }, 0.1),
    'ReLU at 10': largeRate({ network: deep('relu', he, 6), rate: 10 }, 0.1),
    'ReLU at 100': largeRate({ network: deep('relu', he, 6), rate: 100 }, 0.1),
    'Adam at 1': largeRate({ network: deep('tanh', glorot, 5), rate: 1, optimizer: 'adam' }, 0.01),
    'Adam at 0.3': largeRate({ network: deep('relu', he, 6), rate: 0.3, optimizer: 'adam' }, 0.01),
    'Adam at 10': largeRate({ network: deep('relu', he, 6), rate: 10, optimizer: 'adam' }, 0.01),
    'regression at 3': largeRate(
      { data: { kind: 'linear', samples: 200, noise: 0.1 }, training: { loss: 'meanSquaredError' }, rate: 3 },
      0.03,
    ),
    'momentum at 1': largeRate({ network: deep('relu', he, 6), rate: 1, optimizer: 'momentum' }, 0.02),
  },
  dyingUnits: {
    'negative constant weights': dead({ initializer: { kind: 'constant', value: -0.5 } }, {}),
    'biases far below 0, from a file': dead(
      { depth: 2, initializer: inline([2, 16, 16, 2], 0.3, -30) },
      { depth: 2, initializer: he },
    ),
    'momentum at 0.3: killed by the rate': killed(0.3, { optimizer: 'momentum', steps: 400 }, 8),
    'RMSprop at 1: killed by the rate': killed(1, { optimizer: 'rmsprop' }, 6),
    'ReLU at 1, 12 layers: killed by the rate': killed(1, {}, 12),
    'Adam at 1: killed by the rate': killed(1, { optimizer: 'adam' }, 6),
    'Adam at 10: killed by the rate': killed(10, { optimizer: 'adam' }, 6),
    'smaller negative constant weights': dead({ initializer: { kind: 'constant', value: -0.1 } }, {}),
  },
  symmetry: {
    'all weights 0': symmetric({ initializer: { kind: 'zeros' } }),
    'all weights 0.1': symmetric({ initializer: { kind: 'constant', value: 0.1 } }),
    'all weights 0.01': symmetric({ initializer: { kind: 'constant', value: 0.01 } }),
    'all weights 0.5, tanh': symmetric({ activation: 'tanh', initializer: { kind: 'constant', value: 0.5 } }),
    'gain 0': symmetric({ initializer: { kind: 'heNormal', gain: 0 } }),
    'σw = 0': symmetric({ initializer: { kind: 'meanField', sigmaW: 0, sigmaB: 0 } }),
    'normal of deviation 0': symmetric({ activation: 'tanh', initializer: { kind: 'normal', std: 0 } }),
    'equal weights from a file': symmetric({
      depth: 2,
      width: 16,
      initializer: inline([2, 16, 16, 2], 0.2, 0.1),
    }),
    'one sigmoid layer from zeros': symmetric(
      { depth: 1, width: 8, activation: 'sigmoid', initializer: { kind: 'zeros' } },
      { data: { kind: 'gaussians', samples: 200, noise: 0.1 }, rate: 0.05 },
    ),
  },
  saturation: {
    'tanh, weights of deviation 3': saturated(
      deep('tanh', { kind: 'normal', std: 3 }, 5),
      deep('tanh', glorot, 5),
    ),
    'tanh, weights of deviation 10': saturated(
      deep('tanh', { kind: 'normal', std: 10 }, 5),
      deep('tanh', glorot, 5),
    ),
    'tanh, weights of deviation 30': saturated(
      deep('tanh', { kind: 'normal', std: 30 }, 5),
      deep('tanh', glorot, 5),
    ),
    'sigmoid, weights of deviation 30': saturated(
      deep('sigmoid', { kind: 'normal', std: 30 }, 5),
      deep('sigmoid', { kind: 'meanField', sigmaW: 8 }, 5, { width: 32 }),
      { steps: 600 },
    ),
    'hardTanh, weights of deviation 5': saturated(
      deep('hardTanh', { kind: 'normal', std: 5 }, 5),
      deep('hardTanh', glorot, 5),
    ),
  },
  batchOfOne: {
    ReLU: {
      sketch: { network: { normalization: 'batch' }, training: { batchSize: 1 }, steps: 400 },
      truths: ['fixed'],
      mend: { network: { normalization: 'batch' }, training: { batchSize: 32 }, steps: 400 },
      also: ['plateau', 'dyingUnits', 'vanishing', 'imbalance', 'exploding', 'largeRate'],
    },
    tanh: {
      sketch: {
        network: { ...deep('tanh', glorot, 4), normalization: 'batch' },
        training: { batchSize: 1 },
        steps: 400,
      },
      truths: ['fixed'],
      mend: {
        network: { ...deep('tanh', glorot, 4), normalization: 'batch' },
        training: { batchSize: 32 },
        steps: 400,
      },
      also: ['plateau', 'vanishing', 'imbalance', 'exploding', 'largeRate'],
    },
    'sigmoid, deep': {
      sketch: {
        network: { ...deep('sigmoid', glorot, 8), normalization: 'batch' },
        training: { batchSize: 1 },
        steps: 400,
        rate: 0.05,
      },
      truths: ['fixed'],
      mend: {
        network: { ...deep('sigmoid', glorot, 8), normalization: 'batch' },
        training: { batchSize: 32 },
        steps: 400,
        rate: 0.05,
      },
      also: ['plateau', 'vanishing', 'imbalance', 'underflow', 'exploding', 'largeRate'],
    },
  },
  imbalance: {
    'sigmoid, 8 layers': {
      sketch: { network: deep('sigmoid', glorot, 8) },
      truths: ['uneven', 'unlearned'],
      also: ['vanishing', 'plateau', 'underflow'],
      causes: ['vanishing'],
    },
    'sigmoid, 14 layers': {
      sketch: { network: deep('sigmoid', glorot, 14) },
      truths: ['uneven', 'unlearned'],
      also: ['vanishing', 'plateau', 'underflow'],
      causes: ['vanishing'],
    },
    'sigmoid, 18 layers': {
      sketch: { network: deep('sigmoid', glorot, 18) },
      truths: ['uneven', 'unlearned'],
      also: ['vanishing', 'plateau', 'underflow'],
      causes: ['vanishing'],
    },
  },
  underflow: {
    'sigmoid, 24 layers': {
      sketch: { network: deep('sigmoid', glorot, 24) },
      truths: ['unchanged'],
      also: ['vanishing', 'imbalance', 'plateau'],
      causes: ['vanishing'],
    },
    'sigmoid, 32 layers': {
      sketch: { network: deep('sigmoid', glorot, 32) },
      truths: ['unchanged'],
      also: ['vanishing', 'imbalance', 'plateau'],
      causes: ['vanishing'],
    },
    'sigmoid, 40 layers': {
      sketch: { network: deep('sigmoid', glorot, 40) },
      truths: ['unchanged'],
      also: ['vanishing', 'imbalance', 'plateau'],
      causes: ['vanishing'],
    },
  },
  plateau: {
    'rate 1e-6': still({ rate: 1e-6 }, { rate: 0.1 }),
    'rate 1e-5': still({ rate: 1e-5 }, { rate: 0.1 }),
    'rate 3e-6, tanh': still({ network: deep('tanh', glorot, 3), rate: 3e-6 }, { rate: 0.2 }),
    'rate 1e-7, Adam': still({ rate: 1e-7, optimizer: 'adam' }, { rate: 0.01 }),
    'rate 0': still({ rate: 0 }, { rate: 0.1 }),
    'rate 1e-6, regression': still(
      {
        data: { kind: 'linear', samples: 200, noise: 0.1 },
        training: { loss: 'meanSquaredError' },
        rate: 1e-6,
      },
      { rate: 0.03 },
    ),
  },
  overfitting: {
    '30 noisy moons': overfit({
      data: { kind: 'moons', samples: 60, noise: 0.5 },
      network: { depth: 3, width: 64 },
      optimizer: 'adam',
      rate: 0.01,
      steps: 600,
    }),
    '100 noisy moons': overfit({
      data: { kind: 'moons', samples: 120, noise: 0.6 },
      network: { depth: 3, width: 64 },
      optimizer: 'adam',
      rate: 0.01,
      steps: 600,
    }),
    'wrong labels': overfit({
      data: { kind: 'moons', samples: 80, noise: 0.2, labelNoise: 0.25 },
      network: { depth: 3, width: 64 },
      optimizer: 'adam',
      rate: 0.01,
      steps: 800,
    }),
    'labels by chance': overfit({
      data: { kind: 'gaussianNoise', samples: 120, dimensions: 10, classes: 2 },
      network: { depth: 3, width: 64 },
      optimizer: 'adam',
      rate: 0.01,
      steps: 400,
    }),
    'overlapping clouds by heart': overfit({
      data: { kind: 'gaussians', samples: 80, noise: 1.2 },
      network: { depth: 3, width: 64 },
      optimizer: 'adam',
      rate: 0.01,
      steps: 800,
    }),
  },
};

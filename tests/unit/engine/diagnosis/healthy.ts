import type { Sketch } from './experiment';

/** An experiment without any fault. The evidence is its accuracy or loss on all its training samples at the end. */
export interface Healthy {
  readonly sketch: Sketch;
  /** The smallest share of right answers. */
  readonly accuracy?: number;
  /** The largest loss. */
  readonly loss?: number;
}

const smooth = { kind: 'glorotNormal' };
const layers = (activation: string, initializer: object, more: object = {}) => ({
  activation,
  initializer,
  ...more,
});

/** Φ(x) by Abramowitz & Stegun 7.1.26. The best accuracy for two round clouds at ±(1, 1) with deviation s is Φ(√2/s). */
const normal = (x: number) => {
  const t = 1 / (1 + (0.3275911 * x) / Math.SQRT2);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - 0.5 * series * Math.exp((-x * x) / 2);
};
const cloudsBest = (noise: number) => normal(Math.SQRT2 / Math.hypot(0.5, noise));

const overlapping = (noise: number, more: Sketch = {}): Healthy => ({
  sketch: {
    data: { kind: 'gaussians', samples: 1000, noise },
    network: { depth: 2 },
    rate: 0.05,
    steps: 600,
    ...more,
  },
  // The samples are few, so a tenth of the possible gain over chance may be missing.
  accuracy: 0.5 + 0.9 * (cloudsBest(noise) - 0.5),
});

const noisyLine = (noise: number, more: Sketch = {}): Healthy => ({
  sketch: {
    data: { kind: 'linear', samples: 600, noise },
    network: { depth: 2, width: 8, ...layers('linear', { kind: 'lecunNormal' }) },
    training: { loss: 'meanSquaredError' },
    rate: 0.05,
    steps: 600,
    ...more,
  },
  loss: 1.1 * noise ** 2,
});

const learned = (sketch: Sketch, accuracy = 0.9): Healthy => ({ sketch, accuracy });

/** Healthy experiments of every kind. */
export const healthy: Record<string, Healthy> = {
  'ReLU and He, 2 layers': learned({ network: { depth: 2 } }, 0.85),
  'ReLU and He, 8 layers': learned({ network: { depth: 8 } }),
  'ReLU and He, 16 layers': learned({ network: { depth: 16 } }),
  'another seed': learned({ seed: 2 }),
  'a third seed': learned({ seed: 3 }),
  'a wide network': learned({ network: { width: 64 } }),
  'a narrow one': learned({ network: { width: 6 }, seed: 2, steps: 600 }, 0.85),
  'widths of every size': learned({
    network: {
      hidden: [32, 8, 24, 16].map((units) => ({ units, activation: 'relu' })),
    },
  }),

  'tanh and Glorot': learned({ network: layers('tanh', smooth), steps: 500 }, 0.85),
  'tanh and Glorot, 12 layers': learned({ network: layers('tanh', smooth, { depth: 12 }), steps: 500 }, 0.85),
  'leaky ReLU': learned({ network: layers('leakyRelu', { kind: 'heNormal' }) }),
  ELU: learned({ network: layers('elu', { kind: 'heNormal' }), steps: 500 }, 0.85),
  SELU: learned({ network: layers('selu', { kind: 'lecunNormal' }) }, 0.85),
  GELU: learned({ network: layers('gelu', { kind: 'heNormal' }), steps: 600 }),
  Swish: learned({ network: layers('swish', { kind: 'heNormal' }), steps: 800 }, 0.85),
  Mish: learned({ network: layers('mish', { kind: 'heNormal' }), steps: 500 }),
  Softplus: learned(
    { network: layers('softplus', { kind: 'heNormal' }), optimizer: 'adam', rate: 0.01 },
    0.85,
  ),
  hardTanh: learned({ network: layers('hardTanh', smooth), steps: 500 }, 0.85),
  'sigmoid, two layers, Adam': learned(
    { network: layers('sigmoid', smooth, { depth: 2 }), optimizer: 'adam', rate: 0.03, steps: 600 },
    0.85,
  ),
  'sigmoid, four layers, Adam': learned(
    { network: layers('sigmoid', smooth), optimizer: 'adam', rate: 0.03, steps: 800 },
    0.85,
  ),
  'linear layers on two clouds': learned({
    data: { kind: 'gaussians', samples: 200, noise: 0 },
    network: layers('linear', { kind: 'orthogonal' }, { depth: 12 }),
    rate: 0.01,
  }),

  momentum: learned({ optimizer: 'momentum', rate: 0.02 }),
  RMSprop: learned({ optimizer: 'rmsprop', rate: 0.003 }),
  Adam: learned({ optimizer: 'adam', rate: 0.01 }),
  AdamW: learned({ optimizer: 'adamw', rate: 0.01 }),
  'Adam at 0.001': learned({ optimizer: 'adam', rate: 0.001, network: { width: 32 }, steps: 500 }, 0.85),
  'weight decay': learned({ training: { weightDecay: 0.001 }, steps: 600 }),
  'clipped gradients': learned({ training: { clipNorm: 1 }, steps: 500 }),

  'cosine to zero': learned({ training: { schedule: { kind: 'cosine' } }, steps: 600 }),
  'cosine to zero, 3,000 steps': learned({ training: { schedule: { kind: 'cosine' } }, steps: 3000 }, 0.97),
  'steps down to a millionth': learned({
    training: { schedule: { kind: 'step', every: 250, gamma: 0.001 } },
    steps: 750,
  }),
  'warm-up': learned({ training: { schedule: { kind: 'warmup', warmupSteps: 100 } }, steps: 500 }),

  'batch normalization': learned({ network: { normalization: 'batch' }, rate: 0.05 }),
  'batch normalization of sigmoids': learned({
    network: layers('sigmoid', smooth, { depth: 8, normalization: 'batch' }),
    rate: 0.05,
    steps: 500,
  }),
  'layer normalization': learned({ network: { normalization: 'layer' }, rate: 0.05, steps: 400 }, 0.85),
  dropout: learned({ network: { dropout: 0.2, width: 32 }, steps: 600 }, 0.85),
  residual: learned({ network: { residual: true, depth: 8 }, rate: 0.01, steps: 500 }, 0.85),
  'residual tanh from small weights': learned(
    {
      network: layers('tanh', { kind: 'glorotNormal', gain: 0.3 }, { depth: 20, residual: true }),
      rate: 0.02,
      steps: 600,
    },
    0.85,
  ),
  'sigmoid at its critical point': learned(
    {
      network: layers('sigmoid', { kind: 'meanField', sigmaW: 10 }, { width: 32, depth: 8 }),
      rate: 0.1,
      steps: 600,
    },
    0.85,
  ),
  'random biases undo constant weights': learned(
    {
      network: { depth: 2, width: 32, initializer: { kind: 'constant', value: 0.1, biasStd: 1 } },
      steps: 1500,
    },
    0.8,
  ),
  'dropout undoes constant weights': learned(
    {
      network: { depth: 2, width: 32, dropout: 0.1, initializer: { kind: 'constant', value: 0.1 } },
      steps: 1000,
    },
    0.8,
  ),
  'hardTanh with large weights': learned(
    { network: layers('hardTanh', { kind: 'glorotNormal', gain: 3 }, { width: 32 }), rate: 0.05, steps: 800 },
    0.9,
  ),
  LSUV: learned({ network: { initializer: { kind: 'lsuv' } }, steps: 500 }),
  'He uniform': learned({ network: { initializer: { kind: 'heUniform' } } }),

  'batches of 1': learned({ training: { batchSize: 1 }, rate: 0.01, steps: 800 }, 0.85),
  'batches of 1, another seed': learned(
    { training: { batchSize: 1 }, rate: 0.01, steps: 800, seed: 4 },
    0.85,
  ),
  'batches of 1, a third': learned({ training: { batchSize: 1 }, rate: 0.02, steps: 800, seed: 5 }, 0.85),
  'batches of 2': learned({ training: { batchSize: 2 }, rate: 0.02, steps: 600 }, 0.85),
  'batches of 2, another seed': learned(
    { training: { batchSize: 2 }, rate: 0.02, steps: 600, seed: 6 },
    0.85,
  ),
  'batches of 8': learned({ training: { batchSize: 8 }, rate: 0.05 }),
  'full batches': learned({ training: { batchSize: 'full' }, steps: 400 }),

  circles: learned({ data: { kind: 'circles', samples: 200, noise: 0.05 }, steps: 600 }),
  xor: learned({ data: { kind: 'xor', samples: 200, noise: 0.05 }, steps: 500 }),
  spiral: learned(
    {
      data: { kind: 'spiral', samples: 300, noise: 0 },
      network: { width: 32 },
      optimizer: 'adam',
      rate: 0.01,
      steps: 800,
    },
    0.85,
  ),
  checkerboard: learned(
    {
      data: { kind: 'checkerboard', samples: 400, noise: 0 },
      network: { width: 32 },
      optimizer: 'adam',
      rate: 0.01,
      steps: 1200,
    },
    0.8,
  ),
  'classes by squared error': learned({ training: { loss: 'meanSquaredError' }, steps: 600 }, 0.85),
  'some labels wrong': learned(
    { data: { kind: 'moons', samples: 400, noise: 0.1, labelNoise: 0.1 }, steps: 300 },
    0.8,
  ),
  'the last layer in one step from zero': learned({
    data: { kind: 'gaussians', samples: 200, noise: 0 },
    network: { depth: 2, ...layers('tanh', smooth) },
  }),

  'a sine': {
    sketch: {
      data: { kind: 'sine', samples: 200, noise: 0.05 },
      network: { depth: 3, width: 32, ...layers('tanh', { kind: 'glorotNormal', gain: 1.5 }) },
      training: { loss: 'meanSquaredError' },
      optimizer: 'adam',
      rate: 0.01,
      steps: 1000,
    },
    loss: 0.1,
  },
  'regression at its noise floor': noisyLine(1),
  'regression at its noise floor, ReLU': noisyLine(1, { network: { depth: 2, width: 16 }, steps: 1000 }),
  'regression at a low floor': noisyLine(0.3),
  'regression at its floor from the start to the end of a cosine': noisyLine(1, {
    training: { loss: 'meanSquaredError', schedule: { kind: 'cosine' } },
    steps: 1000,
  }),
  'regression at its floor, batches of 4': noisyLine(1, {
    training: { loss: 'meanSquaredError', batchSize: 4 },
    rate: 0.01,
    steps: 1000,
  }),
  'a line fitted exactly': {
    sketch: {
      data: { kind: 'linear', samples: 200, noise: 0 },
      network: { depth: 3, width: 16, ...layers('linear', { kind: 'lecunNormal' }) },
      training: { loss: 'meanSquaredError', batchSize: 'full' },
      rate: 0.05,
      steps: 1500,
    },
    loss: 1e-8,
  },
  'two clouds fitted exactly': learned(
    {
      data: { kind: 'gaussians', samples: 100, noise: 0 },
      network: { depth: 3, width: 32 },
      training: { batchSize: 'full' },
      optimizer: 'adam',
      rate: 0.01,
      steps: 1000,
    },
    1,
  ),
  'overlapping clouds at the Bayes rate': overlapping(1.5),
  'clouds that overlap more': overlapping(2.5),
  'clouds that overlap most': overlapping(4, { steps: 1000 }),
  'overlapping clouds, batches of 4': overlapping(1.5, {
    training: { batchSize: 4 },
    rate: 0.01,
    steps: 1000,
  }),
  'overlapping clouds, full batches': overlapping(1.5, {
    training: { batchSize: 'full' },
    rate: 0.1,
    steps: 600,
  }),
  'overlapping clouds to the end of a cosine': overlapping(1.5, {
    training: { schedule: { kind: 'cosine' } },
    steps: 1000,
  }),
};

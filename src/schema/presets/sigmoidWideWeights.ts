import type { Preset } from './preset';

export const sigmoidWideWeights: Preset = {
  title: { en: 'Sigmoid with ten times the weights', 'zh-CN': '权重放大十倍的 sigmoid' },
  why: {
    en: 'Mean-field theory puts the sigmoid’s critical point near σw = 10: ten times larger weights make up for its small slope, and the same twenty layers that Glorot’s weights leave at chance learn.',
    'zh-CN':
      '平均场理论指出 sigmoid 的临界点在 σw ≈ 10：放大十倍的权重弥补了它的小斜率，用 Glorot 权重时毫无进展的二十层网络就能学会。',
  },
  works: true,
  spec: {
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'Sigmoid with ten times the weights',
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: {
      depth: 20,
      width: 32,
      activation: 'sigmoid',
      initializer: { kind: 'meanField', sigmaW: 10, sigmaB: 0 },
    },
    training: { optimizer: { kind: 'sgd', learningRate: 0.03 }, batchSize: 32, steps: 2000 },
  },
};

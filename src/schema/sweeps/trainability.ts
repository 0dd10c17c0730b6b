import type { SweepPreset } from './sweepPreset';

export const trainability: SweepPreset = {
  title: { en: 'Trainability: σw² × depth', 'zh-CN': '可训练性：σw² × 深度' },
  why: {
    en: 'How deep a tanh network can be and still learn: about six correlation depths, the most at the edge of chaos. Schoenholz et al. 2017, figure 5.',
    'zh-CN': 'tanh 网络多深仍能学习：约六个相关深度，在混沌边缘最深。Schoenholz 等 2017，图 5。',
  },
  sweep: {
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'Trainability: σw² × depth',
    experiment: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Trainability: σw² × depth',
      seed: 1,
      data: { kind: 'digits', samples: 600 },
      network: {
        depth: 10,
        width: 48,
        activation: 'tanh',
        initializer: { kind: 'meanField', sigmaW: 1, sigmaB: 0.2236 },
      },
      training: { optimizer: { kind: 'sgd', learningRate: 0.003 }, batchSize: 32 },
      telemetry: { every: 1000, evaluateEvery: 1000 },
    },
    axes: [
      { field: 'network.initializer.sigmaW', spacing: 'squares', from: 1, to: 4, count: 16 },
      { field: 'network.depth', spacing: 'linear', from: 5, to: 100, count: 12 },
    ],
    steps: 800,
    metric: 'accuracy',
  },
};

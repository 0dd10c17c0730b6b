import type { SweepPreset } from './sweepPreset';

export const gainRelu: SweepPreset = {
  title: { en: 'ReLU: gain × depth', 'zh-CN': 'ReLU：增益 × 深度' },
  why: {
    en: 'ReLU is critical at exactly He’s weights (gain 1), at any depth: with a smaller gain the signal vanishes, with a larger gain it explodes.',
    'zh-CN': 'ReLU 恰在 He 权重（增益 1）处临界，与深度无关：增益更小则信号消失，更大则爆炸。',
  },
  sweep: {
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'ReLU: gain × depth',
    experiment: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'ReLU: gain × depth',
      seed: 1,
      data: { kind: 'moons', samples: 200 },
      network: { depth: 10, width: 32, activation: 'relu', initializer: { kind: 'heNormal' } },
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32 },
    },
    axes: [
      { field: 'network.initializer.gain', spacing: 'log', from: 0.25, to: 4, count: 25 },
      { field: 'network.depth', spacing: 'linear', from: 2, to: 60, count: 24 },
    ],
    metric: 'signalRatio',
  },
};

import type { SweepPreset } from './sweepPreset';

export const gainSigmoid: SweepPreset = {
  title: { en: 'Sigmoid: gain × depth', 'zh-CN': 'Sigmoid：增益 × 深度' },
  why: {
    en: 'With Glorot’s weights a sigmoid network loses its signal after a few layers; only weights about ten times larger preserve it, and slightly larger ones make it explode.',
    'zh-CN':
      '用 Glorot 初始化时，sigmoid 网络的信号几层之内就消失；只有约十倍大的权重才能保持信号，再大一点便爆炸。',
  },
  sweep: {
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'Sigmoid: gain × depth',
    experiment: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Sigmoid: gain × depth',
      seed: 1,
      data: { kind: 'moons', samples: 200 },
      network: { depth: 10, width: 32, activation: 'sigmoid', initializer: { kind: 'glorotNormal' } },
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32 },
    },
    axes: [
      { field: 'network.initializer.gain', spacing: 'log', from: 0.5, to: 32, count: 24 },
      { field: 'network.depth', spacing: 'linear', from: 2, to: 60, count: 24 },
    ],
    metric: 'signalRatio',
  },
};

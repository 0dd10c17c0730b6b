import type { SweepPreset } from './sweepPreset';

export const gainSigmoid: SweepPreset = {
  title: { en: 'Sigmoid: gain × depth', 'zh-CN': 'Sigmoid：增益 × 深度' },
  why: {
    en: 'Glorot’s sigmoid network loses its signal at once; only weights some ten times as large carry it, and a little more makes it explode.',
    'zh-CN': 'Glorot 初始化的 sigmoid 网络信号立刻消失；只有约十倍大的权重才能传递，再大一点便爆炸。',
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

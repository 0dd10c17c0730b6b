import type { Preset } from './preset';

export const orthogonalLinear: Preset = {
  title: { en: 'Fifty orthogonal linear layers', 'zh-CN': '五十个正交线性层' },
  why: {
    en: 'A square orthogonal matrix preserves lengths, so at initialization the signal is the same at all fifty layers up to rounding; for two round clusters a linear network is enough.',
    'zh-CN':
      '正交方阵不改变长度，因此初始时五十层的信号完全相同（仅有舍入误差）；要分开两个圆形簇，线性网络就够了。',
  },
  works: true,
  spec: {
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'Fifty orthogonal linear layers',
    data: { kind: 'gaussians', samples: 400, noise: 0 },
    network: { depth: 50, width: 32, activation: 'linear', initializer: { kind: 'orthogonal' } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.01 }, batchSize: 32, steps: 500 },
  },
};

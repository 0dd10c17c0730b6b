import type { Preset } from './preset';

export const sigmoidBatchNorm: Preset = {
  title: { en: 'Sigmoid with batch normalization', 'zh-CN': 'sigmoid 与批归一化' },
  why: {
    en: 'Batch normalization undoes the shrinking and the network learns, but it overdoes it: at the start the signal grows, more than a hundredfold, on its way to the first layer.',
    'zh-CN': '批归一化消除了缩小，网络得以学习，但矫枉过正：起初信号在传向第一层的途中增大了一百多倍。',
  },
  works: true,
  spec: {
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'Sigmoid with batch normalization',
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: {
      depth: 20,
      width: 32,
      activation: 'sigmoid',
      initializer: { kind: 'glorotNormal' },
      normalization: 'batch',
    },
    training: { optimizer: { kind: 'sgd', learningRate: 0.02 }, batchSize: 32, steps: 1000 },
  },
};

import { onMoons } from './preset';

export const sigmoidBatchNorm = onMoons({
  title: { en: 'Sigmoid with batch normalization', 'zh-CN': 'sigmoid 与批归一化' },
  why: {
    en: 'Batch normalization undoes the shrinking and the network learns, but it overcompensates: at initialization the signal grows more than a hundredfold from the last layer to the first.',
    'zh-CN':
      '批归一化消除了信号的缩小，网络能够学习，但补偿过度：初始时信号从最后一层到第一层增大了一百多倍。',
  },
  works: true,
  network: {
    depth: 20,
    width: 32,
    activation: 'sigmoid',
    initializer: { kind: 'glorotNormal' },
    normalization: 'batch',
  },
  learningRate: 0.02,
});

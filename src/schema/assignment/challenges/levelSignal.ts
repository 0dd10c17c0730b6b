import type { Challenge } from './challenge';

export const levelSignal: Challenge = {
  title: { en: 'A level signal', 'zh-CN': '逐层相等的信号' },
  task: {
    en: 'Thirty tanh layers, and weights drawn too small: the backward signal loses eight powers of ten. Choose the gain with which the first and the last hidden layer receive the same signal, within 0.15 powers of ten.',
    'zh-CN':
      '三十个 tanh 层，权重取得太小：反向信号损失八个数量级。选择增益，使第一个与最后一个隐藏层收到同样大的信号，误差不超过 0.15 个数量级。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 30, width: 16, activation: 'tanh', initializer: { kind: 'glorotNormal', gain: 0.5 } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 1, batchSize: 32 },
  },
  settings: [{ path: 'network.initializer.gain' }],
  maxChanges: 1,
  steps: 1,
  goals: [
    { metric: 'signalRatio', is: 'atLeast', value: -0.15 },
    { metric: 'signalRatio', is: 'atMost', value: 0.15 },
  ],
};

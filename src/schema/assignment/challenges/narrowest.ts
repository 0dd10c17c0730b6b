import type { Challenge } from './challenge';

export const narrowest: Challenge = {
  title: { en: 'The narrowest network', 'zh-CN': '最窄的网络' },
  task: {
    en: 'Two units in each layer cannot close a curve around the inner circle. Separate the circles with at most four units in each layer and at most two changes.',
    'zh-CN': '每层两个神经元无法围出包住内圈的闭合边界。每层至多四个神经元、至多改两项设置，把两个圆分开。',
  },
  start: {
    data: { kind: 'circles', samples: 200, noise: 0.05 },
    network: { depth: 2, width: 2, activation: 'tanh' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.3 }, steps: 400, batchSize: 16 },
  },
  settings: [
    { path: 'network.width', min: 2, max: 4 },
    { path: 'network.activation', values: ['tanh', 'relu'] },
    { path: 'training.optimizer.learningRate', max: 10 },
  ],
  maxChanges: 2,
  steps: 400,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.95 }],
};

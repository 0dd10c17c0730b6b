import type { Challenge } from './challenge';

export const wrongLabels: Challenge = {
  title: { en: 'Wrong labels', 'zh-CN': '错误标签' },
  task: {
    en: 'Three of ten training labels are wrong, and a wide network memorizes them. Reach 90 % on the clean test set with one change; fewer steps are allowed too.',
    'zh-CN':
      '十个训练标签中有三个是错的，而宽网络会把它们记住。只改一项设置，使干净测试集上的准确率达到 90 %；也可以减少步数。',
  },
  start: {
    data: { kind: 'moons', samples: 160, noise: 0.15, labelNoise: 0.3 },
    network: { depth: 3, width: 24, activation: 'tanh' },
    training: { optimizer: { kind: 'adam', learningRate: 0.01 }, steps: 600, batchSize: 16 },
  },
  settings: [
    { path: 'network.width', max: 64 },
    { path: 'network.dropout' },
    { path: 'training.weightDecay' },
  ],
  maxChanges: 1,
  steps: 600,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.9 }],
};

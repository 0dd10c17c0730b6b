import type { Challenge } from './challenge';

export const learningRate: Challenge = {
  title: { en: 'The right learning rate', 'zh-CN': '合适的学习率' },
  task: {
    en: 'The network is sound, but it learns too slowly. Find a learning rate with which the training loss falls to 0.05 within 300 steps.',
    'zh-CN': '网络本身没有问题，只是学得太慢。找出一个学习率，使训练损失在 300 步内降到 0.05。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 2, width: 8, activation: 'tanh' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.001 }, steps: 300, batchSize: 16 },
  },
  settings: [{ path: 'training.optimizer.learningRate' }],
  maxChanges: 1,
  steps: 300,
  goals: [{ metric: 'trainLoss', is: 'atMost', value: 0.05 }],
};

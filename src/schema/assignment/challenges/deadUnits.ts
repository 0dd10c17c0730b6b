import type { Challenge } from './challenge';

export const deadUnits: Challenge = {
  title: { en: 'Dead units', 'zh-CN': '死神经元' },
  task: {
    en: 'At a learning rate of 1 every ReLU dies, and the outputs are constant. The learning rate stays. Bring the units back with one change.',
    'zh-CN': '学习率为 1 时，所有 ReLU 都死亡，输出恒定。学习率保持不变，只改一处，让神经元恢复。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 5, width: 8, activation: 'relu', initializer: { kind: 'heNormal' } },
    training: { optimizer: { kind: 'sgd', learningRate: 1 }, steps: 300, batchSize: 16 },
  },
  settings: [
    { path: 'network.activation', values: ['relu', 'leakyRelu', 'elu', 'gelu'] },
    { path: 'network.normalization' },
  ],
  maxChanges: 1,
  steps: 300,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.95 }],
};

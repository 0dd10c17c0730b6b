import type { Challenge } from './challenge';

export const keepSigmoid: Challenge = {
  title: { en: 'Sigmoid stays', 'zh-CN': '保留 Sigmoid' },
  task: {
    en: 'The activation function must stay the sigmoid. Find the one setting of the network’s structure that makes the ten layers learn the two moons.',
    'zh-CN': '激活函数必须保持 Sigmoid。找出网络结构中的那一项设置，使这十层学会双月数据。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 10, width: 8, activation: 'sigmoid' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 400, batchSize: 16 },
  },
  settings: [
    { path: 'network.normalization' },
    { path: 'network.residual' },
    { path: 'network.initializer.gain', max: 4 },
    { path: 'training.optimizer.learningRate', max: 10 },
  ],
  maxChanges: 1,
  steps: 400,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.95 }],
};

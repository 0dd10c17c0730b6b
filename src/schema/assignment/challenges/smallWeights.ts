import type { Challenge } from './challenge';

export const smallWeights: Challenge = {
  title: { en: 'Weights too small', 'zh-CN': '权重过小' },
  task: {
    en: 'The weights start so small that no signal passes. The initializer stays. Find the change that makes the size of the weights irrelevant.',
    'zh-CN': '初始权重小得让信号无法通过。初始化方法保持不变。找出能让权重大小不再重要的那项改动。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 8, width: 16, activation: 'relu', initializer: { kind: 'normal', std: 0.05 } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 300, batchSize: 16 },
  },
  settings: [
    { path: 'network.normalization' },
    { path: 'training.optimizer.kind' },
    { path: 'training.optimizer.learningRate', max: 10 },
  ],
  maxChanges: 1,
  steps: 300,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.95 }],
};

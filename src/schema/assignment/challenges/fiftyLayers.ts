import type { Challenge } from './challenge';

export const fiftyLayers: Challenge = {
  title: { en: 'Fifty layers', 'zh-CN': '五十层' },
  task: {
    en: 'Fifty layers of eight units. Change at most two settings so that the network learns within 120 steps; the depth stays.',
    'zh-CN': '五十层，每层八个神经元。至多改两项设置，使网络在 120 步内学会；深度保持不变。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 50, width: 8, activation: 'sigmoid' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 120, batchSize: 32 },
  },
  settings: [
    { path: 'network.activation' },
    { path: 'network.initializer.kind' },
    { path: 'network.normalization' },
    { path: 'network.residual' },
    { path: 'training.optimizer.learningRate', max: 10 },
  ],
  maxChanges: 2,
  steps: 120,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.85 }],
};

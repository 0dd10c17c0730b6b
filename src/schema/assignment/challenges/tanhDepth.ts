import type { Challenge } from './challenge';

export const tanhDepth: Challenge = {
  title: { en: 'How deep can tanh be?', 'zh-CN': 'tanh 能有多深' },
  task: {
    en: 'With weights just below the edge of chaos the signal fades slowly with depth. Find the largest depth, 26 or more, at which this tanh network still trains within 200 steps.',
    'zh-CN':
      '权重略低于混沌边缘时，信号随深度缓慢衰减。找出这个 tanh 网络在 200 步内仍能训练的最大深度，不小于 26。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 50, width: 10, activation: 'tanh', initializer: { kind: 'glorotNormal', gain: 0.9 } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 200, batchSize: 16 },
  },
  settings: [{ path: 'network.depth', min: 26, max: 50 }],
  maxChanges: 1,
  steps: 200,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.85 }],
};
